from __future__ import annotations

from datetime import date

from verbale.store.answers.figures import figures
from verbale.store.models import Statement


def test_an_empty_store_has_nothing(db):
    found = figures()
    assert set(found.nouns.values()) == {0}
    assert (found.first_day, found.last_day, found.states, found.speakers) == (None, None, {}, {})


def test_everything_is_counted(keep):
    said = ("нет", "Ида Крон", "REJECT")
    keep("Ида Крон сказала: нет.", said, outlet="Полюс", published="2031-05-12")
    keep("Ида Крон сказала снова: нет.", said, outlet="Курьер", published="2031-05-14")
    keep("Погода хороша.", published="2031-05-13")
    Statement.objects.filter(outlet="Полюс").update(state="rejected")
    found = figures()
    assert (found.first_day, found.last_day) == (date(2031, 5, 12), date(2031, 5, 14))
    assert (found.nouns["reports"], found.nouns["statements"], found.nouns["actors"]) == (3, 2, 1)
    assert (found.acts, found.languages) == ({"REJECT": 2}, {"ru": 3})
    assert found.states == {"rejected": 1, "read": 1}
    assert (found.outlets, found.speakers) == ({"Курьер": 1, "Полюс": 1}, {"Ида Крон": 1})
