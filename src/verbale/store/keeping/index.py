"""The index kept up: rows for reports and their statements, in the transaction of whoever writes them.

``add`` when a report's rows are saved, ``remove`` before they are deleted or made anew, ``replace`` after a statement's
content or speaker has been corrected.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

import msgspec
from django.db import connection

from verbale import types
from verbale.language.headwords import get_headwords
from verbale.language.terms import WORD, terms_by_dictionary
from verbale.store import bulk
from verbale.store.models import Report, Statement, Terms
from verbale.store.readings.projection import Row
from verbale.store.search.parsing import terms_text
from verbale.store.search.tables import REPORTS, STATEMENTS, Table, number
from verbale.store.search.vectors import tsvector

Indexed = tuple[int, tuple[str, ...]]  # a row's number, and the terms of each column parted by spaces


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A stored report as the index wants it."""

    report: int  # primary key
    day: date
    language: str
    title: str | None
    text: str
    furniture: Sequence[Sequence[int]]  # [start, end] of what is not read
    terms: types.Terms  # of the text
    statements: Sequence[Row]  # with ``id``, ``spans`` and ``speaker_name``


def add(documents: Sequence[Document]) -> None:
    """Index ``documents``, which the index does not have."""
    bulk.insert(Terms, [{"report_id": document.report, "data": Terms.pack(document.terms)} for document in documents])
    _insert(REPORTS, [_report_row(document) for document in documents])
    _insert(STATEMENTS, [_statement_row(row, document) for document in documents for row in document.statements])


def remove(report: Report) -> None:
    """Take ``report`` and its statements, as the store has them, out of the index."""
    kept = Terms.objects.filter(report=report).first()
    if kept is None:
        return
    document = _stored(report, kept, ())
    _delete(REPORTS, [_report_row(document)])
    numbers = [number(report.day, pk) for pk in Statement.objects.filter(report=report).values_list("pk", flat=True)]
    _delete(STATEMENTS, [(key, ()) for key in numbers])
    kept.delete()


def replace(statement: Statement) -> None:
    """Index a ``statement``, as it is now, anew."""
    report = statement.report
    changed: Row = {"id": statement.pk, "spans": statement.spans, "speaker_name": statement.speaker_name}
    row = _statement_row(changed, _stored(report, Terms.objects.get(report=report), [changed]))
    _delete(STATEMENTS, [row])
    _insert(STATEMENTS, [row])


def terms_for(report: types.Report, terms: types.Terms | None) -> types.Terms:
    """``terms`` of the report's text where the annotator gave them, else what the dictionary alone says."""
    return terms if terms is not None else terms_by_dictionary(report.text, report.language)


def _stored(report: Report, kept: Terms, statements: Sequence[Row]) -> Document:
    return Document(
        report=report.pk,
        day=report.day,
        language=report.language,
        title=report.title,
        text=report.text.read().decode("utf-8", "surrogatepass"),
        furniture=report.furniture,
        terms=kept.load(),
        statements=statements,
    )


def _report_row(document: Document) -> Indexed:
    """Title and text without page furniture; a title that begins the text is not there twice."""
    starts, lemmas = document.terms.starts, document.terms.lemmas
    title, body = (document.title or "").strip(), [(0, len(document.text))]
    head: Sequence[str] = ()
    if title:
        place = document.text.find(title, 0, 2 * len(title) + 200)
        if place >= 0:
            head = _between(starts, lemmas, place, place + len(title))
            body = [(0, place), (place + len(title), len(document.text))]
        else:
            head = _typed(title, document.language)
    for start, end in document.furniture:
        body = [piece for first, last in body for piece in ((first, min(last, start)), (max(first, end), last))]
    words = [word for first, last in body if first < last for word in _between(starts, lemmas, first, last)]
    return number(document.day, document.report), (terms_text(head), terms_text(words))


def _statement_row(row: Row, document: Document) -> Indexed:
    starts, lemmas = document.terms.starts, document.terms.lemmas
    content = [word for start, end in row["spans"]["content"] for word in _between(starts, lemmas, start, end)]
    speaker = _typed(row["speaker_name"] or "", document.language)
    return number(document.day, row["id"]), (terms_text(speaker), terms_text(content))


def _between(starts: Sequence[int], lemmas: Sequence[str], first: int, last: int) -> Sequence[str]:
    return lemmas[bisect_left(starts, first) : bisect_left(starts, last)]


def _typed(name: str, language: str) -> list[str]:
    typed = get_headwords(language).typed
    return [typed(word)[0] for word in WORD.findall(name)]


def _insert(table: Table, rows: Sequence[Indexed]) -> None:
    if connection.vendor == "sqlite":
        columns = ("rowid", *table.columns)
        marks = ", ".join(["%s"] * len(columns))
        sql = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608, our own names
        _run(sql, [(key, *texts) for key, texts in rows])
    else:
        sql = f"INSERT INTO {table.name} (rowid, words) VALUES (%s, %s::tsvector)"  # noqa: S608
        _run(sql, [(key, tsvector(texts)) for key, texts in rows])


def _delete(table: Table, rows: Sequence[Indexed]) -> None:
    if connection.vendor == "sqlite" and table.contentless:
        columns = (table.name, "rowid", *table.columns)
        marks = ", ".join(["%s"] * len(columns))
        sql = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
        _run(sql, [("delete", key, *texts) for key, texts in rows])
    else:
        _run(f"DELETE FROM {table.name} WHERE rowid = %s", [(key,) for key, _ in rows])  # noqa: S608


def _run(sql: str, parameters: Sequence[tuple[int | str, ...]]) -> None:
    if parameters:
        with connection.cursor() as cursor:
            cursor.executemany(sql, parameters)
