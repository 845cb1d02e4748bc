from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.periods import period


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2031-05-17", "2031-05-17", "2031-05-17"),
        ("2031-05-17TMO", "2031-05-17", "2031-05-17"),
        ("2031-02", "2031-02-01", "2031-02-28"),
        ("2031-12", "2031-12-01", "2031-12-31"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("203", "2030-01-01", "2039-12-31"),
        ("20", "2000-01-01", "2099-12-31"),
        ("2022-W02", "2022-01-10", "2022-01-16"),
        ("2022-W02-WE", "2022-01-15", "2022-01-16"),
        ("2022-Q4", "2022-10-01", "2022-12-31"),
        ("2022-H2", "2022-07-01", "2022-12-31"),
        ("2022-WI", "2022-12-01", "2023-02-28"),
        ("2022-SU", "2022-06-01", "2022-08-31"),
    ],
)
def test_days_of_a_value(value, first, last):
    found = period(value)
    assert (found.first, found.after) == (date.fromisoformat(first), date.fromisoformat(last) + timedelta(1))
    assert found.moment is None


def test_moments():
    assert period("2031-05-17T14:30").moment == datetime(2031, 5, 17, 14, 30)  # noqa: DTZ001, its zone is not known
    zoned = period("2031-05-17T14:30+03:00").moment
    assert zoned == datetime(2031, 5, 17, 14, 30, tzinfo=timezone(timedelta(hours=3)))


@pytest.mark.parametrize(
    "value",
    [None, "", "PAST_REF", "P2D", "XXXX-05-17", "2031-02-30", "2031-13", "2031-W60", "0000", "9999", "9999-12-31", "99",
     "2031-05-17T25:00", "²031"],
)  # fmt: skip
def test_what_is_no_period_of_the_calendar(value):
    assert period(value) is None


@given(st.text("0123456789-TWQHSUPFAIEMO:+Z", max_size=18))
def test_any_value_is_a_period_or_none(value):
    found = period(value)
    assert found is None or found.first < found.after
