"""Data files are checked when they are read; errors name the file and what is wrong."""

from __future__ import annotations

import msgspec
import pytest

from verbale.errors import DataError
from verbale.language import tables
from verbale.language.tables import load_table, read_table


class Shape(msgspec.Struct, forbid_unknown_fields=True):
    words: frozenset[str]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "DATA", tmp_path)
    (tmp_path / "xx").mkdir()
    return tmp_path / "xx"


def test_a_table_is_read_as_its_type(folder):
    (folder / "few.toml").write_text('words = ["что", "как"]', encoding="utf-8")
    assert load_table("xx", "few", Shape) == read_table(folder / "few.toml", Shape) == Shape(frozenset({"что", "как"}))


def test_a_missing_table_names_file_and_language(folder):
    with pytest.raises(DataError, match=r"^xx/few\.toml is missing: .*'xx'$"):
        load_table("xx", "few", Shape)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'words = "a"', r"`\$\.words`"),
        (b"", "`words`"),
        (b"words = []\nwrods = []", "`wrods`"),
        (b"words = [", ""),
        (b"words = ['\xff']", "utf-8"),
    ],
)
def test_what_is_wrong_is_told_with_the_file(folder, content, told):
    (folder / "few.toml").write_bytes(content)
    with pytest.raises(DataError, match=rf"^xx/few\.toml: .*{told}"):
        load_table("xx", "few", Shape)
