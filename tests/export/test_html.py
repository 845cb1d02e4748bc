from __future__ import annotations

import base64
import hashlib
import re
from html import unescape

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from verbale.export.html import render
from verbale.export.html.calendar import calendar
from verbale.export.html.markup import Mark, element, marked_lines
from verbale.types import Meeting, Span

ALPHABET = st.text(alphabet="абв <&>\"'\n\r\t", max_size=40)


def tree_of(record):
    return lxml_html.document_fromstring(render(record))


@st.composite
def marked_texts(draw):
    text = draw(ALPHABET)
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends).map(sorted), max_size=6))
    marks = [Mark(span=Span(*span), attributes={"class": f"m{i}"}, rank=i % 2) for i, span in enumerate(spans)]
    return text, marks


@given(marked_texts())
def test_lines_keep_all_characters_and_nest(given_text):
    text, marks = given_text
    lines = list(marked_lines(text, marks))
    for line in lines:
        assert unescape(re.sub(r"<[^>]*>", "", line.html)) == line.span.of(text)
        depth = 0
        for tag in re.findall(r"</?span", line.html):
            depth += 1 if tag == "<span" else -1
            assert depth >= 0
        assert depth == 0
    covered = {i for line in lines for i in range(line.span.start, line.span.end)}
    assert all(not text[i].strip() for i in range(len(text)) if i not in covered)


@given(marked_texts())
def test_every_character_is_inside_the_marks_that_cover_it(given_text):
    text, marks = given_text
    for line in marked_lines(text, marks):
        position, open_marks = line.span.start, []
        for match in re.finditer(r'<span class="(m\d)">|(</span>)|(&#?\w+;|.)', line.html, re.DOTALL):
            name, closing, _ = match.groups()
            if name:
                open_marks.append(name)
            elif closing:
                open_marks.pop()
            else:
                expected = {f"m{i}" for i, mark in enumerate(marks) if mark.span.start <= position < mark.span.end}
                assert set(open_marks) == expected
                position += 1


def test_attributes_are_escaped():
    assert element("a", "x", href='"><script>', data_of="s&1", title=None) == (
        '<a href="&quot;&gt;&lt;script&gt;" data-of="s&amp;1">x</a>'
    )


def test_the_page_shows_the_text_and_nothing_runs_in_it(talks):
    page = render(talks)
    tree = lxml_html.document_fromstring(page)
    shown = " ".join(tree.find(".//article").text_content().split())
    for paragraph in talks.report.text.split("\n"):
        assert " ".join(paragraph.split()) in shown
    assert not tree.xpath("//article//b")
    assert "&lt;b&gt;наше&lt;/b&gt;" in page


def test_hostile_fields_are_escaped(talks):
    evil = '"><script>alert(1)</script>'
    report = msgspec.structs.replace(talks.report, title=evil, outlet=evil, url="javascript:alert(1)", published=evil)
    statement = msgspec.structs.replace(talks.statements[0], speaker=evil, rule=evil)
    actor = msgspec.structs.replace(talks.actors[0], name=evil, roles=(evil,))
    meeting = msgspec.structs.replace(talks.meetings[0], parties=(evil,), place=evil, date=evil)
    position = msgspec.structs.replace(talks.positions[0], speaker=evil, subject=evil)
    record = msgspec.structs.replace(
        talks,
        doc=evil,
        report=report,
        statements=(statement,),
        actors=(actor,),
        meetings=(meeting,),
        positions=(position,),
    )
    page = render(record)
    assert page.count("<script>") == 1
    assert "javascript:" not in page


def test_the_policy_allows_exactly_what_is_in_the_page(talks):
    page = render(talks)
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (source,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r'\s(?:style|on\w+)="', page)
    assert not re.search(r'(?:src|href)="(?!#|https://polyus)', page)


def test_links_lead_to_passages_and_back(talks):
    tree = tree_of(talks)
    ids = set(tree.xpath("//@id"))
    assert len(ids) == len(tree.xpath("//@id"))
    assert {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")} <= ids
    for statement in talks.statements:
        assert tree.xpath(f"//aside//a[@href='#{statement.id}']")
        assert tree.xpath(f"//*[@id='{statement.id}']//a[@href='#card-{statement.id}']")


def test_nested_statements_nest(talks):
    tree = tree_of(talks)
    assert tree.xpath("//*[@id='s2']//*[@id='s3']")
    assert tree.xpath("//*[@id='s2']")[0].text_content() == talks.statements[1].exact.content[0]


def test_furniture_is_folded_and_kept(talks):
    (folded,) = tree_of(talks).xpath("//details[@class='furniture']")
    assert [p.text_content() for p in folded.xpath("p")] == [
        span.of(talks.report.text) for span in talks.report.furniture
    ]


def test_panels_only_where_there_is_something(talks):
    titles = [heading.text for heading in tree_of(talks).xpath("//section/h2")]
    assert titles == ["Positions by side", "Meetings", "Instruments", "Times", "Actors"]
    bare = msgspec.structs.replace(talks, statements=(), actors=(), times=(), meetings=(), instruments=(), positions=())
    tree = tree_of(bare)
    assert not tree.xpath("//section")
    assert "No statements." in tree.find(".//aside").text_content()


def test_calendar_shows_days_and_leaves_out_what_is_no_day():
    def meeting(date):
        return Meeting(id="m1", trigger=Span(0, 1), kind="talks", parties=(), place=None, date=date, status="planned")

    grid = lxml_html.fragment_fromstring(calendar([meeting("2032-02-29"), meeting("2032-02-29T14:30")]))
    assert [cell.text_content() for cell in grid.xpath("//td[@class='day planned']")] == ["29"]
    assert [caption.text for caption in grid.xpath("//caption")] == ["February 2032"]
    assert calendar([meeting(date) for date in ("2031-02-29", "2032", "2032-W07", "0000-01-01", None)]) == ""
