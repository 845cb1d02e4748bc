from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from verbale.web.charts import MOST_PERIODS, gathered, label, scale

SVG = "{http://www.w3.org/2000/svg}"
NAMES = {"AGREE": "agrees", "REJECT": "rejects <b>&"}
HOSTILE = '"><script>alert(1)</script>'


def timeline(*counts, title="Over time", link=lambda kind, period: f"/search?act={kind or ''}&since={period.first}"):
    return gathered(counts, NAMES, link, title=title, description="How many", name="acts")


@pytest.mark.parametrize(
    ("first", "last", "unit", "periods"),
    [
        (date(2031, 5, 1), date(2031, 5, 1), "day", 1),
        (date(2031, 5, 1), date(2031, 5, 30), "day", 30),
        (date(2031, 5, 7), date(2031, 8, 1), "week", 13),
        (date(2031, 1, 31), date(2032, 12, 1), "month", 24),
        (date(2027, 1, 1), date(2031, 12, 31), "quarter", 20),
        (date(2001, 6, 1), date(2031, 1, 1), "year", 31),
    ],
)
def test_the_unit_is_the_smallest_that_has_room(first, last, unit, periods):
    found = scale(first, last)
    assert len(found) == periods
    lengths = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
    assert max((period.after - period.first).days for period in found) == lengths[unit]


@given(st.dates(), st.dates())
def test_periods_cover_all_days_without_gap_and_are_few(one, other):
    first, last = min(one, other), max(one, other)
    found = scale(first, last)
    assert len(found) <= MOST_PERIODS
    assert found[0].first <= first
    assert found[-1].after > last or found[-1].after == date.max
    assert all(before.after == after.first for before, after in pairwise(found))


def test_counts_of_a_period_are_added_up_and_linked():
    found = timeline((date(2031, 1, 5), "AGREE", 2), (date(2031, 1, 9), "AGREE", 1), (date(2032, 6, 1), "REJECT", 4))
    assert [row.name for row in found.rows] == ["agrees", "rejects <b>&"]
    assert found.totals[0] == 3
    assert found.totals[-1] == 4
    assert sum(found.totals) == 7
    assert found.rows[0].counts[0].url == "/search?act=AGREE&since=2031-01-01"
    assert found.urls[0] == "/search?act=&since=2031-01-01"


def test_the_table_has_the_numbers_of_the_drawing():
    found = timeline((date(2031, 1, 5), "AGREE", 2), (date(2032, 6, 1), "REJECT", 4))
    assert [(name, [count.number for count in counts]) for name, counts in found.table] == [
        ("January 2031", [2, 0]),
        ("June 2032", [0, 4]),
    ]


def test_kinds_without_a_name_are_left_out_and_nothing_gives_no_chart():
    assert timeline((date(2031, 1, 5), "UNKNOWN", 2)) is None
    assert timeline() is None


def test_the_drawing_is_sound_and_says_what_it_shows():
    tree = etree.fromstring(timeline((date(2031, 1, 5), "AGREE", 2), (date(2031, 3, 5), "REJECT", 1)).svg)
    assert tree.get("aria-labelledby") == "acts-title acts-desc"
    assert tree.find(f"{SVG}title").text == "Over time"
    assert len(tree.findall(f".//{SVG}circle")) == 2
    assert len(tree.findall(f".//{SVG}rect")) == 2
    links = tree.findall(f".//{SVG}a")
    assert len(links) == 4
    assert all(link.get("aria-label") for link in links)
    assert "style" not in {name for element in tree.iter() for name in element.attrib}


def test_marks_lie_inside_the_drawing():
    days = [date(2031, 1, 1) + timedelta(9 * i) for i in range(60)]
    tree = etree.fromstring(timeline(*((day, "AGREE", i + 1) for i, day in enumerate(days))).svg)
    _, _, width, height = map(float, tree.get("viewBox").split())
    for dot in tree.iter(f"{SVG}circle"):
        x, y, radius = (float(dot.get(name)) for name in ("cx", "cy", "r"))
        assert x - radius >= 0
        assert x + radius <= width + 1
        assert y - radius >= 0
        assert y + radius <= height
    for bar in tree.iter(f"{SVG}rect"):
        assert float(bar.get("y")) + float(bar.get("height")) <= height


def test_names_and_addresses_are_escaped():
    svg = timeline((date(2031, 1, 5), "REJECT", 2), title=HOSTILE, link=lambda kind, period: HOSTILE).svg
    assert "<script" not in svg
    assert etree.fromstring(svg).find(f"{SVG}title").text == HOSTILE


def test_periods_are_named_in_the_language_of_the_interface():
    with translation.override("ru"):
        assert label(scale(date(2031, 5, 1), date(2032, 5, 1))[0]) == "Май 2031 г."


def test_one_period_takes_little_room():
    svg = timeline((date(2031, 1, 5), "AGREE", 2), (date(2031, 1, 5), "REJECT", 6)).svg
    tree = etree.fromstring(svg)
    _, _, width, height = map(float, tree.get("viewBox").split())
    assert height < 100
    assert not tree.findall(f".//{SVG}circle")
    agrees, rejects = tree.findall(f".//{SVG}rect")
    assert float(rejects.get("width")) == pytest.approx(3 * float(agrees.get("width")), abs=0.2)
    assert float(rejects.get("x")) + float(rejects.get("width")) < width
    assert [text.text for text in tree.iter(f"{SVG}text")] == ["agrees", "2", "rejects <b>&", "6", "01/05/2031"]
    assert [link.get("aria-label") for link in tree.iter(f"{SVG}a")] == [
        "agrees, 01/05/2031: 2",
        "rejects <b>&, 01/05/2031: 6",
    ]
