from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.export import formats
from verbale.export.csv import lines, neutral, restored


def rows_of(records, noun):
    out = io.BytesIO()
    formats.write(formats.get("csv"), records, out, noun)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("https://a.example")', "+7 495", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u200b=1", "\ufeff+1",
        "'=1", "＝1", "\n",
    ],
)  # fmt: skip
def test_a_formula_gets_an_apostrophe_and_loses_it_again(text):
    assert neutral(text) == f"'{text}"
    assert restored(neutral(text)) == text


@pytest.mark.parametrize("text", ["", "Волдин", "— Нет", "«=»", "'Полюс'", "1+1", "' '"])
def test_other_cells_stay(text):
    assert neutral(text) == restored(text) == text


def test_a_file_for_each_noun(talks, tmp_path):
    formats.write_path(formats.get("csv"), [talks, talks], tmp_path / "new" / "out")
    assert {path.name for path in (tmp_path / "new" / "out").iterdir()} == {f"{noun}.csv" for noun in formats.NOUNS}
    lines = (tmp_path / "new" / "out" / "meetings.csv").read_bytes().split(b"\r\n")
    assert (len(lines), lines[-1]) == (6, b"")


def test_rows_say_what_the_record_says(talks):
    statements = rows_of([talks], "statements")
    assert [row["speaker"] for row in statements] == [statement.speaker for statement in talks.statements]
    third = statements[2]
    span = talks.statements[2].content[0]
    assert third["content"] == "вывести войска до 1 июня"
    assert third["content_spans"] == f"{span.start}..{span.end}"
    assert (third["confidence"], third["relay"], third["report"]) == ("0.87", "false", talks.report.sha256)
    assert statements[3]["content"] == "Мы не отступим от Лимарского договора. Это <b>наше</b> слово & закон"
    assert rows_of([talks], "meetings")[0]["parties"] == "Велария; Остмарк"
    assert rows_of([talks], "positions")[1]["modes"] == "future"
    assert rows_of([talks], "times")[1]["value"] == ""


def test_a_text_is_no_cell(talks):
    assert "text" not in rows_of([talks], "reports")[0]


@given(st.lists(st.tuples(st.none() | st.text(), st.text(st.sampled_from("=+-@\t\r\n '\"\u200b,;а")))))
def test_lines_are_a_table_without_formulas(rows):
    written = list(lines(("one", "other"), rows))
    read = list(csv.reader(io.StringIO("".join(written), newline="")))
    assert len(written) == len(read) == len(rows) + 1
    assert all(len(row) == 2 for row in read)
    assert not [cell for row in read for cell in row if cell[:1] in set("=+-@\t\r")]
