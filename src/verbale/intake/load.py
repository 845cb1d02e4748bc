"""Files, bytes and strings to Reports."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from verbale.errors import BinaryInput, EmptyInput, InputError, InputTooLarge, MissingInput, UnsupportedLanguage
from verbale.intake import dates, furniture
from verbale.intake import language as languages
from verbale.intake.decode import declared_encoding, decode
from verbale.intake.headline import headline
from verbale.intake.metadata import Meta
from verbale.intake.page import looks_like_html, read_page
from verbale.types import Report

LIMIT = 20_000_000  # bytes of one input


def load_file(path: Path | str, *, published: str | None = None, language: str | None = None) -> Report:
    """The report in a local file, plain text or HTML.

    ``published`` (ISO 8601) and ``language`` (ISO 639-1) override what the file says. For plain text the report's text
    is the decoded file without its byte order mark, otherwise unchanged. Raises the InputError that says what is wrong.
    """
    return load_bytes(read_bytes(path), str(path), published=published, language=language)


def read_bytes(path: Path | str) -> bytes:
    """The bytes of a file. Raises the InputError that says why there are none, or that they are over the limit."""
    name = str(path)
    try:
        with Path(path).open("rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise MissingInput(name, "there is no such file", "check the path") from None
    except IsADirectoryError:
        raise MissingInput(name, "this is a directory", "give the files in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise MissingInput(
            name, f"the file cannot be opened ({reason})", "check the path and its permissions"
        ) from None
    if len(data) > LIMIT:
        raise _too_large(name)
    return data


def load_bytes(
    data: bytes,
    name: str,
    *,
    content_type: str | None = None,
    published: str | None = None,
    language: str | None = None,
) -> Report:
    """The report in ``data``; ``name`` stands in errors, ``content_type`` is the HTTP header, if there was one."""
    if len(data) > LIMIT:
        raise _too_large(name)
    text, encoding = decode(data, name, declared_encoding(content_type, data[:8192]))
    meta = Meta()
    if looks_like_html(text, name, content_type):
        text, meta = read_page(text, name)
    report = _report(text, name, meta, published, language)
    return msgspec.structs.replace(report, encoding=encoding, raw_sha256=hashlib.sha256(data).hexdigest())


def from_text(
    text: str,
    *,
    name: str = "text",
    published: str | None = None,
    language: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    author: str | None = None,
    url: str | None = None,
) -> Report:
    """The report whose text is ``text``, unchanged. What is not given is read from the text where it says so."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise BinaryInput(
            name, "the text holds half characters (lone surrogates)", "decode the bytes as UTF-8"
        ) from None
    return _report(text, name, Meta(title=title, outlet=outlet, author=author, url=url), published, language)


def _report(text: str, name: str, meta: Meta, published: str | None, wanted: str | None) -> Report:
    if not any(char.isalpha() for char in text):
        raise EmptyInput(name, "there are no words in it", "give a file with a report's text")
    code = _language(text, name, wanted, meta.language)
    found = furniture.find(text, code)
    return Report(
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        language=code,
        title=meta.title or headline(text, found),
        outlet=meta.outlet,
        author=meta.author,
        url=meta.url,
        published=_published(name, published) if published else meta.published or dates.dateline(text),
        furniture=found,
    )


def _language(text: str, name: str, wanted: str | None, declared: str | None) -> str:
    """The language to read ``text`` in: the wanted one, else the detected, else the declared one."""
    known = ", ".join(f"{languages.NAMES[code]} ({code})" for code in languages.SUPPORTED)
    code = wanted or languages.detect(text) or declared or languages.default(text)
    if code is None:
        advice = f"Verbale reads {known}; if it is that, say so with --language"
        raise UnsupportedLanguage(name, "the language of the report cannot be told", advice)
    if code in languages.SUPPORTED:
        return code
    what = f"{languages.NAMES[code]} ({code})" if code in languages.NAMES else repr(code)
    if wanted:
        raise UnsupportedLanguage(name, f"{what} is not a language that Verbale reads", f"it reads {known}")
    advice = f"Verbale reads {known}; if the report is in that, say so with --language"
    raise UnsupportedLanguage(name, f"the report seems to be in {what}", advice)


def _published(name: str, value: str) -> str:
    if normal := dates.normal_published(value):
        return normal
    advice = "write 2024-03-12 or 2024-03-12T14:30+03:00"
    raise InputError(name, f"{value!r} is not a publication date", advice)


def _too_large(name: str) -> InputTooLarge:
    return InputTooLarge(name, f"over the limit of {LIMIT // 1_000_000} MB", "split it into single reports")
