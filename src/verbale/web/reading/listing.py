"""Cards as HTML: the list beside a report's text, and all that was read of one statement.

Made of ``element``s like the marks in the text: a template takes four times as long for a list of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape

from django.urls import reverse
from django.utils import formats
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from verbale.export.html.markup import element
from verbale.store.models import State, Statement
from verbale.web.reading.cards import Card
from verbale.web.reading.labels import labels
from verbale.web.templatetags.verbale import act, kind, mode, state

Words = Mapping[str, str]  # ``labels.labels``


def listing(cards: Iterable[Card], words: Words) -> SafeString:
    """The cards as items of a list."""
    return mark_safe("\n".join(_item(card, words) for card in cards))  # noqa: S308, all texts are escaped below


def fields(card: Card, words: Words) -> SafeString:
    """All that was read of a statement, and what of it reviewers have changed."""
    rows = (*_parts(card), *_proof(card, words))
    content = "".join(element("dt", escape(words[name])) + element("dd", value) for name, value in rows)
    return mark_safe(element("dl", content, class_="fields"))  # noqa: S308, same


def summary(statement: Statement) -> str:
    """How a statement is given, what it does, and what reviewers have said of it, in one line."""
    modes = tuple(statement.modes)
    return _summary(get_language(), statement.kind, statement.act, modes, statement.relay, statement.state)


@lru_cache(1000)
def _summary(_language: str | None, kind_: str, act_: str, modes: tuple[str, ...], relay: bool, state_: str) -> str:
    does = ", ".join(str(part) for part in (act(act_), *map(mode, modes)))
    passed_on = labels()["passed_on"] if relay else ""
    review = str(state(state_)) if state_ != State.READ else ""
    return " · ".join(filter(None, (str(kind(kind_)), does, passed_on, review)))


def _item(card: Card, words: Words) -> str:
    key, name, lang = card.statement.key, card.statement.speaker_name, card.statement.language
    speaker = element(
        "a", escape(name or words["nobody"]), class_="speaker", href=f"#{key}", lang=lang if name else None
    )
    head = element("p", f"{speaker} {element('span', escape(summary(card.statement)), class_='marks')}")
    words_said = element("blockquote", escape(card.content), lang=lang)
    links = element("p", " · ".join(_links(card, words)), class_="tools")
    more = element("summary", escape(words["more"])) + fields(card, words) + links + cite(card, words)
    content = head + words_said + element("details", more, class_="more")
    return element("li", content, id=f"card-{key}", class_=f"card {card.statement.kind}", data_of=key)


def _links(card: Card, words: Words) -> Iterator[str]:
    outlets: int | None = card.statement.outlets  # type: ignore[attr-defined]  # an annotation of ``current_report``
    if outlets is not None and outlets > 1:
        yield element("a", f"{escape(words['outlets'])} {outlets}", href=f"{card.address}#wordings")
    if card.questions:
        yield element("a", f"{escape(words['questions'])} {card.questions}", href=f"{card.address}#questions")
    yield element("a", escape(words["own_page"]), href=card.address)
    yield element(
        "a", escape(words["ask"]), href=f"{words['ask_at']}?noun=statement&key={card.statement.key}", rel="nofollow"
    )


def cite(card: Card, words: Words) -> str:
    """The citation in a field, which a script adds a button to."""
    field = element("textarea", escape(card.citation), readonly="", rows="4", aria_label=words["citation"])
    button = element(
        "button", escape(words["copy"]), type="button", class_="copy", hidden="", data_done=words["copied"]
    )
    content = (
        element("summary", escape(words["cite"])) + field + button + element("span", class_="copied", role="status")
    )
    return element("details", content, class_="cite")


def _parts(card: Card) -> Iterator[tuple[str, str]]:
    statement = card.statement
    linked: Mapping[str, str | None] = {
        "target": statement.target_key,  # type: ignore[attr-defined]  # same
        "addressee": statement.addressee_key,  # type: ignore[attr-defined]  # same
    }
    for name in ("source", "cue", "addressee", "target", "condition"):
        if (part := getattr(card, name)) is not None:
            key = linked.get(name)
            yield name, _said(card, escape(part), reverse("actor", args=[key]) if key else None)
    if statement.said is not None:
        day = escape(formats.date_format(statement.said, "DATE_FORMAT"))
        yield "said", element("time", day, datetime=statement.said.isoformat())
    if card.instruments:
        papers = (
            _said(card, escape(one.name), reverse("instrument", args=[one.instrument_key]))  # type: ignore[attr-defined]  # same
            for one in card.instruments
        )
        yield "instruments", ", ".join(papers)


def _said(card: Card, words: str, address: str | None) -> str:
    """Words of the report, in its language."""
    lang = card.statement.language
    return element("span", words, lang=lang) if address is None else element("a", words, href=address, lang=lang)


def _proof(card: Card, words: Words) -> Iterator[tuple[str, str]]:
    statement = card.statement
    sure = element("span", f"{statement.confidence:.2f}", title=words["confidence"])
    yield "rule", f"{element('code', escape(statement.rule))} {sure}"
    for entry in card.entries:
        for change in entry.changes:
            yield "before", f"{escape(str(change.field))}: {element('del', escape(str(change.before)))}"
    decision = escape(str(state(statement.state)))
    if card.entries:
        address = reverse("history", args=["statement", statement.key])
        decision += f" · {element('a', escape(words['history']), href=address)}"
    yield "review", decision
