from __future__ import annotations

import json

import pytest

from verbale.errors import VerificationError
from verbale.evaluate import parse_gold
from verbale.export.jsonl import decode, decode_lines, encode


def test_a_record_comes_back_as_it_was(talks):
    assert decode(encode(talks)) == talks
    assert list(decode_lines([encode(talks), b"\n", encode(talks)])) == [talks, talks]


def test_a_line_has_no_line_break(talks):
    assert b"\n" not in encode(talks)


def test_the_keys_are_those_of_the_format(talks):
    line = json.loads(encode(talks))
    assert {"doc", "report", "statements", "actors", "reader"} <= set(line)
    report = {"text", "sha256", "language", "title", "outlet", "url", "published", "furniture"}
    assert report <= set(line["report"])
    wanted = {"content", "cue", "source", "kind", "speaker", "relay", "act"}
    assert all(wanted <= set(statement) for statement in line["statements"])
    assert line["report"]["furniture"] == [list(span) for span in ((s.start, s.end) for s in talks.report.furniture)]


def test_a_line_is_a_gold_document(talks):
    (gold,) = parse_gold([json.loads(encode(talks))])
    assert [statement.content for statement in gold.statements] == [s.content for s in talks.statements]
    assert [meeting.trigger for meeting in gold.meetings] == [m.trigger for m in talks.meetings]


def test_offsets_are_code_points(talks):
    line = json.loads(encode(talks))
    text = line["report"]["text"]
    for statement in line["statements"]:
        assert [text[start:end] for start, end in statement["content"]] == statement["exact"]["content"]


@pytest.mark.parametrize("line", ["{", "[]", '{"doc": "a"}', b"\xff"])
def test_what_is_no_record_says_so(line):
    with pytest.raises(VerificationError, match="line 2: not a record: "):
        list(decode_lines([b"", line]))
