from __future__ import annotations

import itertools

import pytest

from verbale.store.folding import fold
from verbale.store.keeping import utterances
from verbale.store.keeping.wordings import LIKE, Wording, fingerprints, likeness
from verbale.store.models import Fingerprint, Report, State, Statement, Utterance

VOLDIN, KRON = "Арсен Волдин", "Ида Крон"
QUOTE = "мы готовы вывести войска из приграничных районов до конца осени, если соседи сделают то же самое"

pytestmark = pytest.mark.django_db


def tell(keep, number, content, speaker=VOLDIN, **fields):
    """Keep a report that has one statement, in words of its own around it."""
    filler = " ".join(f"слово{number}х{place}" for place in range(40))
    text = f"{speaker or 'Некто'} сказал, передаёт сайт {number}: {content}. {filler}."
    extra = {name: fields.pop(name) for name in ("relay",) if name in fields}
    return keep(text, (content, speaker, "COMMENT", None, extra), **fields)


def groups() -> list[list[int]]:
    """Reports (by the number in their text) that share an utterance."""
    rows = Statement.objects.exclude(utterance=None).order_by("pk").values_list("utterance_id", "report_id")
    by_utterance: dict[int, list[int]] = {}
    for utterance, report in rows:
        by_utterance.setdefault(utterance, []).append(report)
    return sorted(by_utterance.values())


@pytest.mark.parametrize(
    "other",
    [
        QUOTE,
        QUOTE.replace("до конца осени", "до конца этой осени"),
        QUOTE.replace("приграничных", "пограничных"),
        QUOTE.replace("готовы вывести", "готовы, вывести").upper(),
        QUOTE[: QUOTE.index(", если")],  # cut at the end
        QUOTE[QUOTE.index("вывести") :],  # cut at the beginning
        "соседи, как известно, ждут, но " + QUOTE + ", и это наше последнее слово",  # cut shorter there
    ],
)
def test_wordings_of_one_utterance(keep, other):
    first, second = tell(keep, 1, QUOTE), tell(keep, 2, other)
    assert groups() == [[first.pk, second.pk]]
    utterance = Utterance.objects.get()
    assert (utterance.wordings, utterance.speaker.name) == (2, VOLDIN)


@pytest.mark.parametrize(
    "other",
    [
        QUOTE.replace("готовы", "не готовы"),
        "не " + QUOTE[QUOTE.index("вывести") :].replace("вывести", "выводить"),
        QUOTE.replace("до конца осени", "до 5 октября"),
        "мы давно следим за ценами на рыбу в портах и не видим в них ничего нового",
        "до конца осени",
    ],
)
def test_other_utterances(keep, other):
    tell(keep, 1, QUOTE)
    tell(keep, 2, other)
    assert groups() == []


def test_a_negation_that_the_cut_leaves_outside_turns_the_meaning(keep):
    tell(keep, 1, "мы больше не готовы вывести войска из приграничных районов до конца осени")
    tell(keep, 2, "готовы вывести войска из приграничных районов до конца осени")
    assert groups() == []


def test_other_figures_are_another_utterance(keep):
    tell(keep, 1, "в приграничных районах остаётся 40 постов, и мы их не уберём")
    tell(keep, 2, "в приграничных районах остаётся 45 постов, и мы их не уберём")
    assert groups() == []


def test_speakers(keep):
    tell(keep, 1, QUOTE)
    tell(keep, 2, QUOTE, KRON)
    assert groups() == []
    third = tell(keep, 3, QUOTE, None)  # of one of them; which, the earlier tells
    assert groups() == [[Statement.objects.get(speaker__name=VOLDIN).report_id, third.pk]]


def test_a_relay_passes_on_what_the_speaker_said(keep):
    first = tell(keep, 1, QUOTE, "Полюс", relay=True)
    second = tell(keep, 2, QUOTE)
    assert groups() == [[first.pk, second.pk]]
    assert Utterance.objects.get().speaker.name == VOLDIN


def test_without_a_speaker_a_cut_is_not_enough(keep):
    tell(keep, 1, QUOTE, None)
    tell(keep, 2, QUOTE[: QUOTE.index(", если")])
    assert groups() == []


def test_first_report_outlets_and_copies(keep):
    second = tell(keep, 1, QUOTE, outlet="Полюс", published="2031-05-13T12:00:00+03:00")
    third = tell(keep, 2, QUOTE, outlet="Курьер", published="2031-05-13")
    first = tell(keep, 3, QUOTE, outlet="Полюс", published="2031-05-13T08:30:00Z")
    utterance = Utterance.objects.get()
    assert utterance.first.report_id == first.pk  # 11:30 there
    assert (utterance.wordings, utterance.outlets) == (3, 2)
    keep(third.text.read().decode(), outlet="Вестник Лимары")
    assert Report.objects.count() == 3
    assert Utterance.objects.get().outlets == 3
    assert utterance.key == Statement.objects.get(report=second).key


def test_longer_wordings_join_what_was_apart(keep):
    parts = QUOTE.split(", ")
    one, two = tell(keep, 1, parts[0]), tell(keep, 2, parts[1])
    assert groups() == []
    whole = tell(keep, 3, QUOTE)
    assert groups() == [[one.pk, two.pk, whole.pk]]


def test_the_order_of_adding_does_not_matter(keep, db):
    from django.db import transaction

    contents = [
        QUOTE,
        QUOTE.split(", ", maxsplit=1)[0],
        QUOTE.replace("не", "ни"),
        QUOTE.replace("осени", "этой осени"),
        QUOTE.upper(),
    ]
    found = set()
    for order in itertools.islice(itertools.permutations(range(5)), 0, 120, 7):
        with transaction.atomic():
            for number in order:
                tell(keep, number, contents[number], published=f"2031-05-1{number}")
            texts = {
                frozenset(Statement.objects.filter(utterance=one).values_list("content", flat=True))
                for one in Utterance.objects.values_list("pk", flat=True)
            }
            told = frozenset(
                (one.first.content, one.wordings, one.outlets) for one in Utterance.objects.select_related("first")
            )
            found.add((frozenset(texts), told))
            transaction.set_rollback(True)
    assert len(found) == 1


def test_hashes_of_a_quote_that_many_carry_stay_rare(keep):
    for number in range(5):
        tell(keep, number, QUOTE)
    assert Utterance.objects.get().wordings == 5
    assert Fingerprint.objects.count() == len(fingerprints(fold(QUOTE)))


def test_released_statements_can_be_joined_again(keep):
    reports = [tell(keep, number, QUOTE) for number in range(3)]
    gone = Statement.objects.get(report=reports[0])
    left = utterances.release([gone.pk])
    assert {row["report_id"] for row in left} == {reports[1].pk, reports[2].pk}
    assert Utterance.objects.count() == Fingerprint.objects.count() == 0
    gone.delete()
    joined = utterances.join(left)
    for row in left:
        Statement.objects.filter(pk=row["id"]).update(utterance=row["utterance_id"])
    utterances.finish(joined)
    assert groups() == [[reports[1].pk, reports[2].pk]]
    assert Utterance.objects.get().wordings == 2


def test_a_rejected_wording_does_not_count(keep):
    for number in range(3):
        tell(keep, number, QUOTE, published=f"2031-05-1{number}", outlet=f"Сайт {number}")
    utterance = Utterance.objects.get()
    Statement.objects.filter(pk=utterance.first_id).update(state=State.REJECTED)
    utterances.settle([utterance.pk])
    utterance.refresh_from_db()
    assert (utterance.wordings, utterance.outlets, str(utterance.day)) == (2, 2, "2031-05-11")


def test_an_utterance_of_one_report_is_dissolved(keep):
    first, _ = tell(keep, 1, QUOTE), tell(keep, 2, QUOTE)
    utterance = Utterance.objects.get()
    Statement.objects.filter(report=first).update(utterance=None)
    utterances.settle([utterance.pk])
    assert Utterance.objects.count() == 0
    assert Statement.objects.exclude(utterance=None).count() == 0


def test_fingerprints_survive_inflection_and_cutting():
    whole = set(fingerprints(fold(QUOTE)))
    assert whole & set(fingerprints(fold("готов вывести войско из приграничного района")))
    assert not whole & set(fingerprints(fold("цены на рыбу в портах Веларии упали")))
    assert fingerprints("") == fingerprints("слово") == []


def test_likeness_does_not_depend_on_the_order():
    one = Wording(1, "a", 1, 1, fold(QUOTE), "ru")
    other = Wording(2, "b", 2, 1, fold(QUOTE[: QUOTE.index(", если")]), "ru")
    assert likeness(one, other) == likeness(other, one) >= LIKE
    assert likeness(one, Wording(3, "c", 1, 1, fold(QUOTE), "ru")) == 0  # one report
