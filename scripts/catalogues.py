#!/usr/bin/env python3
"""Bring the translations of the pages up to date with the pages.

Collects what templates and views mark for translation, merges it into ``locale/<language>/LC_MESSAGES/django.po``
(new messages stand there untranslated, those that nothing uses any more go) and compiles the catalogues. Exits with 1
where a message has no translation, and names it.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_javascript
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

VERBALE = Path(__file__).resolve().parent.parent / "src" / "verbale"
WEB = VERBALE / "web"
LANGUAGES = ("ru", "uk")
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Errors of the store, which pages show: what is wrong, and of a query also what to do.
ERRORS = {"NotStored": (1,), "ReviewError": (1,), "StaleDecision": (1,), "QueryError": (2, 3)}


def messages() -> Catalog:
    """All that the pages mark for translation, and the errors of the store."""
    catalog = Catalog(charset="utf-8")
    for path in sorted(WEB.rglob("*.py")):
        with path.open("rb") as source:
            for _, message, _, context in extract("python", source, KEYWORDS):
                catalog.add(message, context=context, flags=_flags(message))
    for path in sorted((VERBALE / "store").rglob("*.py")):
        with path.open("rb") as source:
            for _, found, _, _ in extract("python", source, ERRORS):
                for message in found if isinstance(found, tuple) else (found,):
                    catalog.add(message)
    for path in sorted(WEB.rglob("*.html")):
        for message, context in _of_template(path):
            catalog.add(message, context=context, flags=_flags(message))
    return catalog


def merged(language: str, template: Catalog) -> Catalog:
    """The catalogue of ``language`` as it is, with the messages of ``template`` and no others."""
    path = po_of(language)
    with path.open("rb") as source:
        catalog = read_po(source, locale=language)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def untranslated(catalog: Catalog) -> list[str]:
    """The messages that lack a translation, or a form of it."""
    return [str(message.id) for message in catalog if message.id and not _is_translated(message.string)]


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as programs read it."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def written(catalog: Catalog) -> bytes:
    """The catalogue as people edit it: without the header's lines that change at every run or say nothing."""
    catalog.header_comment, catalog.fuzzy = (
        "# Written by scripts/catalogues.py; translations are edited by hand.",
        False,
    )
    out = io.BytesIO()
    write_po(out, catalog, width=120, no_location=True)
    empty = re.compile(rb'"(Project-Id-Version|Report-Msgid|PO|POT|Last-Translator|Language-Team|Generated).*\\n"\n')
    return empty.sub(b"", out.getvalue())


def po_of(language: str) -> Path:
    """Where the translations of a language are written."""
    return WEB / "locale" / language / "LC_MESSAGES" / "django.po"


def main() -> int:
    """Write the catalogues; 1 where something is not translated."""
    template = messages()
    missing = 0
    for language in LANGUAGES:
        catalog = merged(language, template)
        po_of(language).write_bytes(written(catalog))
        po_of(language).with_suffix(".mo").write_bytes(compiled(catalog))
        lacking = untranslated(catalog)
        missing += len(lacking)
        for message in lacking:
            print(f"{language}: not translated: {message}")
    print(f"{len(template)} messages in {len(LANGUAGES)} languages, {missing} translations missing")
    return 1 if missing else 0


def _of_template(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    from django.utils.translation.template import templatize

    # Django turns a template into calls among filler; a lexer that is not strict about the filler finds them.
    source = io.BytesIO(templatize(path.read_text(encoding="utf-8"), origin=str(path)).encode())
    for _, function, found, _ in extract_javascript(source, tuple(KEYWORDS), (), {"encoding": "utf-8"}):
        strings = tuple(text for text in (found if isinstance(found, tuple) else (found,)) if text)
        if not strings:
            continue
        context, strings = (strings[0], strings[1:]) if "pgettext" in function else (None, strings)
        yield (strings if len(strings) > 1 else strings[0]), context


def _flags(message: str | tuple[str, ...]) -> list[str]:
    first = message if isinstance(message, str) else message[0]
    return ["python-format"] if "%(" in first else []


def _is_translated(string: str | tuple[str, ...]) -> bool:
    return bool(string) if isinstance(string, str) else bool(string) and all(string)


if __name__ == "__main__":
    import django
    from django.conf import settings

    settings.configure(USE_I18N=True)
    django.setup()
    sys.exit(main())
