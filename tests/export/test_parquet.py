from __future__ import annotations

import io
import zipfile

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from verbale.errors import VerificationError
from verbale.export import formats, parquet
from verbale.types import Exact, Instrument, Meeting, Position, Span, Statement, TimeExpression

PARQUET = formats.get("parquet")
NOUNS = {
    "statements": Statement,
    "times": TimeExpression,
    "meetings": Meeting,
    "instruments": Instrument,
    "positions": Position,
}


def table_of(records, noun):
    out = io.BytesIO()
    formats.write(PARQUET, records, out, noun)
    return pq.read_table(io.BytesIO(out.getvalue()))


def spans_as_arrays(value):
    """Structs of a span as the two-element arrays of a record."""
    if isinstance(value, dict):
        return [value["start"], value["end"]]
    return [spans_as_arrays(item) for item in value] if isinstance(value, list) else value


def as_statement(row):
    """The fields of a statement from those of its row."""
    singles = ("cue", "source", "addressee", "target", "condition")
    spans = {name: row.pop(f"{name}_span") for name in singles}
    texts = {name: row.pop(name) for name in singles}
    exact = {"content": row.pop("content"), **{name: text for name, text in texts.items() if text is not None}}
    return row | spans | {"content": row.pop("content_spans"), "exact": exact}


@pytest.mark.parametrize("noun", NOUNS)
def test_a_table_holds_all_of_its_noun(talks, noun):
    table = table_of([talks], noun)
    rows = [{name: spans_as_arrays(value) for name, value in row.items()} for row in table.to_pylist()]
    for row in rows:
        assert (row.pop("doc"), row.pop("report")) == (talks.doc, talks.report.sha256)
    if noun == "statements":
        rows = [as_statement(row) for row in rows]
    assert msgspec.convert(rows, list[NOUNS[noun]]) == list(getattr(talks, noun))


def test_actors_and_reports(talks):
    actors = table_of([talks], "actors").to_pylist()
    assert [actor["name"] for actor in actors] == [actor.name for actor in talks.actors]
    assert actors[0]["mention_forms"] == ["name", "name"]
    (report,) = table_of([talks], "reports").to_pylist()
    assert (report["text"], report["published"]) == (talks.report.text, talks.report.published)
    for mention in actors[0]["mentions"]:
        assert "Волдин" in report["text"][mention["start"] : mention["end"]]


def test_columns_have_types(talks):
    schema = table_of([talks], "statements").schema
    assert schema.field("content_spans").type == pa.list_(parquet.SPAN)
    assert schema.field("confidence").type == pa.float64()
    assert schema.field("relay").type == pa.bool_()
    assert schema.field("act").type == pa.dictionary(pa.int32(), pa.string())
    assert schema == table_of([], "statements").schema


def test_row_groups_are_written_as_the_records_come(talks, monkeypatch):
    monkeypatch.setattr(parquet, "ROWS", 7)
    out = io.BytesIO()
    formats.write(PARQUET, [talks] * 5, out, "statements")
    file = pq.ParquetFile(io.BytesIO(out.getvalue()))
    assert [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)] == [10, 10, 5]


def test_an_archive_has_a_file_for_each_noun_and_is_the_same_again(talks):
    first, second = io.BytesIO(), io.BytesIO()
    for out in (first, second):
        assert str(formats.write(PARQUET, [talks], out)) == "16 rows written"
    assert first.getvalue() == second.getvalue()
    with zipfile.ZipFile(first) as archive:
        assert archive.namelist() == [f"{noun}.parquet" for noun in formats.NOUNS]
        assert pq.read_table(io.BytesIO(archive.read("meetings.parquet"))).num_rows == 2


def test_an_offset_that_no_text_has_is_an_error(talks):
    wrong = msgspec.structs.replace(talks.statements[0], content=(Span(0, 2**70),), exact=Exact(content=("а",)))
    with pytest.raises(VerificationError, match="verbale verify"):
        table_of([msgspec.structs.replace(talks, statements=(wrong,))], "statements")
