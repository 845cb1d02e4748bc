"""Every text of the pages has its translations, and the compiled catalogues are those of the written ones."""

from __future__ import annotations

import gettext
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parent.parent.parent / "scripts" / "catalogues.py"
LANGUAGES = ("ru", "uk")
PLACES = r"%\(\w+\)[sd]|\{\w+|</?\w+>"


@pytest.fixture(scope="module")
def catalogues() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def template(catalogues):
    found = catalogues.messages()
    assert len(found) > 300
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_translated(catalogues, template, language):
    lacking = catalogues.untranslated(catalogues.merged(language, template))
    assert not lacking, "run scripts/catalogues.py and translate what it adds"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_their_placeholders(catalogues, template, language):
    for message in catalogues.merged(language, template):
        first = message.id if isinstance(message.id, str) else message.id[-1]
        wanted = sorted(re.findall(PLACES, first))
        for form in [message.string] if isinstance(message.string, str) else message.string:
            assert not message.id or sorted(re.findall(PLACES, form)) == wanted, first


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogues_are_the_written_ones(catalogues, template, language):
    path = catalogues.po_of(language).with_suffix(".mo")
    with path.open("rb") as source:
        kept = gettext.GNUTranslations(source)
    for message in catalogues.merged(language, template):
        if isinstance(message.id, str) and message.id:
            assert kept.gettext(message.id) == message.string
        elif message.id:
            assert kept.ngettext(*message.id, 5) == message.string[2]
