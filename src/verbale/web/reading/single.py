"""The page of one statement, ready to be shown."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString

from verbale.export import jsonld
from verbale.store.answers.current import CurrentReport
from verbale.store.keeping import utterances
from verbale.store.models import State, Statement
from verbale.web.models import Question
from verbale.web.reading.cards import Card, cards
from verbale.web.reading.labels import labels
from verbale.web.reading.listing import fields, summary
from verbale.web.reading.page import Printed, linked_data, printed_in
from verbale.web.review.passage import passage_of


class Wording(msgspec.Struct, frozen=True):
    """One report's wording of an utterance."""

    statement: Statement
    printed: Printed
    copies: list[Printed]  # of the same report


class StatementPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of a statement shows."""

    card: Card
    summary: str
    fields: SafeString  # all that was read of it
    printed: Printed  # the report
    context: SafeString  # the paragraphs that the statement stands in, with it marked
    wordings: list[Wording]  # of its utterance, the earliest first; itself among them
    permalink: str  # whole address of the page
    linked_data: SafeString


def statement_page(current: CurrentReport, key: str, asked: Sequence[Question], site: str) -> StatementPage:
    """The page of the statement ``key`` of a report, on ``site`` (``https://host``); ``Http404`` where it has none."""
    statement = next((one for one in current.statements if one.key == key), None)
    if statement is None:
        raise Http404
    (card,) = cards([statement], current, asked, site + reverse("report", args=[current.report.key]))
    words = labels()
    permalink = site + card.address
    stands = statement.state != State.REJECTED
    node = jsonld.quotation(current.read, current.statement(statement)) | {"url": permalink}
    return StatementPage(
        card=card,
        summary=summary(statement),
        fields=fields(card, words),
        printed=printed_in(current.report),
        context=passage_of(statement, current.text).html,
        wordings=_wordings(statement),
        permalink=permalink,
        linked_data=linked_data(node) if stands else SafeString(""),
    )


def _wordings(statement: Statement) -> list[Wording]:
    if statement.utterance_id is None:
        return []
    return [
        Wording(one, printed_in(one.report), [printed_in(copy) for copy in one.report.copies.all()])
        for one in utterances.wordings(statement.utterance_id)
    ]
