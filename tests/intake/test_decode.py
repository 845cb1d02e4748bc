from __future__ import annotations

import pytest

from verbale.errors import BinaryInput, EmptyInput
from verbale.intake.decode import declared_encoding, decode

LEAD = "Министр иностранных дел Веларии Арсен Волдин заявил, что переговоры с Орданией возобновятся в мае."
UKRAINIAN = "Міністр закордонних справ Веларії Арсен Волдін заявив, що переговори з Орданією поновляться у травні."


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "cp866", "iso8859-5", "utf-16", "utf-8-sig"])
def test_undeclared_russian_is_told(encoding):
    assert decode(LEAD.encode(encoding), "x").text == LEAD


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866"])
@pytest.mark.parametrize(
    "text",
    [LEAD.upper(), LEAD[:40], "Да, это так", "«Мы готовы», — сказал он", "Объявление: подъезд №5".replace("№", "")],
)
def test_short_and_capital_texts_are_told(encoding, text):
    raw = text.encode(encoding, errors="ignore")
    assert decode(raw, "x").text == raw.decode(encoding)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u"])
def test_ukrainian_is_told(encoding):
    assert decode(UKRAINIAN.encode(encoding), "x").text == UKRAINIAN


def test_a_western_text_is_told():
    text = "Der Minister erklärte, die Gespräche über die Meerenge würden fortgeführt."
    assert decode(text.encode("cp1252"), "x").text == text


def test_a_right_declaration_is_followed_and_a_wrong_one_is_not():
    assert decode("Übung".encode("cp1250"), "x", "windows-1250").text == "Übung"
    assert decode(LEAD.encode("cp1251"), "x", "koi8-r") == (LEAD, "cp1251")
    assert decode(LEAD.encode("utf-8"), "x", "windows-1251") == (LEAD, "utf-8")
    assert decode(LEAD.encode("cp1251"), "x", "ISO-8859-1") == (LEAD, "cp1251")
    assert decode(LEAD.encode("cp1251"), "x", "no-such-encoding") == (LEAD, "cp1251")
    assert decode(LEAD.encode("cp1251"), "x", "base64") == (LEAD, "cp1251")


def test_a_mac_text_is_read_when_declared():
    assert decode(LEAD.encode("mac-cyrillic"), "x", "x-mac-cyrillic") == (LEAD, "mac-cyrillic")


def test_line_ends_and_the_mark_of_order():
    text = "Первая\r\nвторая\rтретья\nчетвёртая\u2028пятая\x0b"
    assert decode(text.encode(), "x").text == text
    assert decode(b"\xef\xbb\xbf" + text.encode(), "x") == (text, "utf-8")
    assert decode(text.encode("utf-16-be").join([b"\xfe\xff", b""]), "x").text == text


def test_a_cut_character_does_not_spoil_the_rest():
    cut = LEAD.encode()[:-2]
    assert decode(cut, "x") == (LEAD[:-2] + "�", "utf-8")


def test_a_few_lost_bytes_do_not_spoil_the_rest():
    raw = LEAD.encode()
    assert decode(raw[:60] + raw[61:120] + b"\xff" + raw[120:], "x").encoding == "utf-8"
    with pytest.raises(BinaryInput, match=r"^x: damaged: \d+ of its"):
        decode(b"".join(raw[i : i + 7] for i in range(0, len(raw), 8)), "x")


@pytest.mark.parametrize("data", [b"", b"  \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe\x0d\x00\x0a\x00"])
def test_nothing_to_read(data):
    with pytest.raises(EmptyInput, match=r"^x: .*empty"):
        decode(data, "x")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"text\x00text", "binary"),
        (bytes(range(1, 32)) * 4, "binary"),
        (bytes(range(128, 256)) * 3, "readable"),
        (b"\xff\xfe" + b"\x00\xd8" * 40, "not a text"),
    ],
)
def test_a_binary_file_is_refused(data, what):
    with pytest.raises(BinaryInput, match=what) as caught:
        decode(data, "picture.txt")
    assert str(caught.value).startswith("picture.txt: ")


@pytest.mark.parametrize(
    ("content_type", "head", "declared"),
    [
        ("text/html; charset=windows-1251", b"<meta charset=utf-8>", "windows-1251"),
        (None, b'<?xml version="1.0" encoding="koi8-r"?><html>', "koi8-r"),
        (None, b"<html><head><meta charset='utf-8'>", "utf-8"),
        (None, b'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1251">', "windows-1251"),
        ("text/plain", "просто текст".encode(), None),
    ],
)
def test_what_a_page_declares(content_type, head, declared):
    assert declared_encoding(content_type, head) == declared
