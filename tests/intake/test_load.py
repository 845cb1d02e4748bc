from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from verbale import intake
from verbale.errors import (
    BinaryInput,
    EmptyInput,
    InputError,
    InputTooLarge,
    MissingInput,
    UnsupportedLanguage,
)

LEAD = "Министр иностранных дел Веларии Арсен Волдин заявил, что переговоры с Орданией возобновятся в мае."


def saved(folder: Path, text: str | bytes, name: str = "report.txt") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_the_text_of_a_plain_file_is_the_file(tmp_path):
    text = f"Переговоры возобновятся\r\n\r\n{LEAD}\rИ ещё\u2028раз.\x0b \n\n"
    report = intake.load_file(saved(tmp_path, text))
    assert report.text == text
    assert report.sha256 == hashlib.sha256(text.encode()).hexdigest() == report.raw_sha256
    assert (report.encoding, report.language, report.title) == ("utf-8", "ru", "Переговоры возобновятся")
    assert (report.outlet, report.author, report.url, report.published, report.retrieved) == (None,) * 5


def test_offsets_are_those_of_the_file_without_its_mark(tmp_path):
    report = intake.load_file(saved(tmp_path, b"\xef\xbb\xbf" + LEAD.encode()))
    assert report.text == LEAD
    assert report.raw_sha256 != report.sha256


def test_another_encoding_gives_the_same_report(tmp_path):
    one = intake.load_file(saved(tmp_path, LEAD))
    other = intake.load_file(str(saved(tmp_path, LEAD.encode("koi8-r"), "koi.txt")))
    assert other.encoding == "koi8-r"
    assert (one.text, one.sha256, one.furniture) == (other.text, other.sha256, other.furniture)


def test_a_content_type_declares_the_encoding_and_the_kind():
    raw = f"<p>{LEAD}</p><p>{LEAD}</p>".encode("cp1251")
    report = intake.load_bytes(raw, "x", content_type="text/html; charset=windows-1251")
    assert report.encoding == "cp1251"
    assert "<p>" not in report.text


def test_what_is_given_overrides_what_the_text_says():
    text = f"Заголовок статьи\n\n12.03.2024 14:30\n\n{LEAD}"
    assert intake.from_text(text).published == "2024-03-12"
    report = intake.from_text(text, published="2024-05-01", title="Другой", outlet="Вестник", url="https://x.example/1")
    assert (report.published, report.title, report.outlet, report.url) == (
        "2024-05-01", "Другой", "Вестник", "https://x.example/1",
    )  # fmt: skip


def test_the_language_can_be_forced():
    ukrainian = "Міністр закордонних справ заявив, що переговори поновляться у травні."
    with pytest.raises(UnsupportedLanguage, match=r"^a\.txt: .*Ukrainian \(uk\).*--language"):
        intake.from_text(ukrainian, name="a.txt")
    assert intake.from_text(ukrainian, language="ru").language == "ru"
    with pytest.raises(UnsupportedLanguage, match=r"English \(en\) is not a language that Verbale reads; .*ru"):
        intake.from_text(LEAD, language="en")
    with pytest.raises(UnsupportedLanguage, match="'tlh'"):
        intake.from_text(LEAD, language="tlh")
    with pytest.raises(UnsupportedLanguage, match="cannot be told"):
        intake.from_text("Ok")


def test_a_few_words_in_russian_letters_are_russian():
    assert intake.from_text("Волдин: да").language == "ru"


@pytest.mark.parametrize("text", ["", " \n", "33\n***\n"])
def test_no_words(text):
    with pytest.raises(EmptyInput, match=r"^x: "):
        intake.from_text(text, name="x")


def test_a_wrong_date_is_refused():
    with pytest.raises(InputError, match=r"'12\.03\.2024' is not a publication date; write 2024-03-12"):
        intake.from_text(LEAD, published="12.03.2024")


def test_half_characters_are_refused():
    with pytest.raises(BinaryInput, match="surrogates"):
        intake.from_text(LEAD + "\ud800")


def test_a_missing_file(tmp_path):
    with pytest.raises(MissingInput, match=r"nothing\.txt: there is no such file; check"):
        intake.load_file(tmp_path / "nothing.txt")
    with pytest.raises(MissingInput, match="cannot be opened"):
        intake.load_file("a\x00b")
    with pytest.raises(MissingInput):
        intake.load_file(tmp_path / ("x" * 5000))


def test_a_directory(tmp_path):
    with pytest.raises(MissingInput, match="directory"):
        intake.load_file(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(MissingInput, match=r"cannot be opened \(Permission denied\); .*permissions"):
        intake.load_file(tmp_path / "a.txt")


def test_a_large_file_is_not_read(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(InputTooLarge, match=r"huge\.txt: over the limit of 20 MB"):
        intake.load_file(path)
    with pytest.raises(InputTooLarge):
        intake.load_bytes(bytes(intake.LIMIT + 1), "x")


def test_an_endless_file_is_not_read_for_ever():
    with pytest.raises(InputTooLarge):
        intake.load_file("/dev/zero")


def test_each_error_is_one_line_with_name_problem_and_advice(tmp_path):
    bad = [
        saved(tmp_path, b""),
        saved(tmp_path, b"\x00\x01", "b"),
        saved(tmp_path, "Only English words here, sorry.", "e"),
    ]
    for path in bad:
        with pytest.raises(InputError) as caught:
            intake.load_file(path)
        error = caught.value
        assert str(error) == f"{path}: {error.reason}; {error.advice}"
        assert "\n" not in str(error)
