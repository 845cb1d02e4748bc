"""What happens to readers' questions: asked, claimed by a moderator, answered, published, declined, set aside."""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from verbale.errors import StaleDecision, StoreError
from verbale.store.transactions import writing
from verbale.web.limits import Limit, take
from verbale.web.models import Question, QuestionState, QuestionStep

NOUNS = ("report", "statement", "meeting")  # what can be asked about
LIMIT = Limit("question", 5, timedelta(hours=1))
CLAIM = timedelta(minutes=30)  # after which a claim lapses
TOKEN_BYTES = 24  # of a private address


class Step(StrEnum):
    """What a moderator does."""

    CLAIM = "claim"
    RELEASE = "release"
    PUBLISH = "publish"
    ANSWER = "answer"
    DECLINE = "decline"
    SPAM = "spam"
    REOPEN = "reopen"


_Q = QuestionState
# From which states a step leads where; a claim and a release leave the state as it is.
STEPS: dict[Step, tuple[frozenset[QuestionState], QuestionState]] = {
    Step.PUBLISH: (frozenset({_Q.PENDING}), _Q.PUBLISHED),
    Step.ANSWER: (frozenset({_Q.PENDING, _Q.PUBLISHED, _Q.ANSWERED}), _Q.ANSWERED),
    Step.DECLINE: (frozenset({_Q.PENDING, _Q.PUBLISHED, _Q.ANSWERED}), _Q.DECLINED),
    Step.SPAM: (frozenset({_Q.PENDING}), _Q.SPAM),
    Step.REOPEN: (frozenset({_Q.DECLINED, _Q.SPAM}), _Q.PENDING),
}
SHOWN = (QuestionState.PUBLISHED, QuestionState.ANSWERED)


class TooMany(StoreError):
    """This address has sent as many questions as are kept in an hour."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it arrives."""

    noun: str
    item: str  # key
    kind: str
    text: str
    contact: str
    language: str
    suspect: bool = False  # looks like a program's


def ask(asked: Asked, caller: str) -> str:
    """Keep a question that ``caller`` (an address) sends; the token of its private address.

    Raises ``TooMany``. One that looks like a program's is kept with the spam, where a moderator can still find it.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with writing():
        if not take((LIMIT, caller)):
            raise TooMany(f"at most {LIMIT.most} questions an hour are kept from one address; try again later")
        Question.objects.create(
            key=base64.b32encode(secrets.token_bytes(8)).decode("ascii").lower()[:12],
            token=_hashed(token),
            noun=asked.noun,
            item=asked.item,
            kind=asked.kind,
            text=asked.text,
            contact=asked.contact,
            language=asked.language,
            made=timezone.now(),
            state=QuestionState.SPAM if asked.suspect else QuestionState.PENDING,
        )
    return token


def followed(token: str) -> Question | None:
    """The question at a private address."""
    return Question.objects.filter(token=_hashed(token)).first()


def published_for(noun: str, *keys: str) -> QuerySet[Question]:
    """What stands at an item, or at several: published questions and corrections, oldest first; one query."""
    return Question.objects.filter(noun=noun, item__in=keys, state__in=SHOWN).order_by("shown", "id")


def held_by_another(question: Question, moderator: User) -> bool:
    """Whether somebody else has claimed ``question`` and the claim has not lapsed."""
    return is_held(question) and question.holder_id != moderator.pk


def is_held(question: Question) -> bool:
    """Whether a claim on ``question`` is in force."""
    return question.held is not None and question.held > timezone.now() - CLAIM


def take_step(key: str, step: Step, moderator: User, version: int, answer: str = "") -> Question:
    """Do ``step`` with question ``key``, seen at ``version``.

    Raises ``Question.DoesNotExist``, and ``StaleDecision`` where it has changed since, is held by somebody else, or is
    in no state for the step; then nothing is kept.
    """
    with writing():
        question = Question.objects.select_related("holder").get(key=key)
        if question.version != version:
            raise StaleDecision(f"question {key} has changed since you saw it; look at it again")
        if held_by_another(question, moderator):
            raise StaleDecision(f"question {key} is with {question.holder}; wait until it is released")
        before, now = question.state, timezone.now()
        _change(question, step, moderator, now, answer)
        question.version += 1
        question.save()
        QuestionStep.objects.create(
            question=question,
            step=step,
            moderator=moderator,
            moderator_name=moderator.get_username(),
            made=now,
            before=before,
            after=question.state,
            answer=answer,
        )
    return question


def _change(question: Question, step: Step, moderator: User, now: datetime, answer: str) -> None:
    if step is Step.CLAIM:
        question.holder, question.held = moderator, now
        return
    question.holder = question.held = None
    if step is Step.RELEASE:
        return
    allowed, after = STEPS[step]
    if question.state not in allowed:
        raise StaleDecision(f"question {question.key} is {question.state}; {step} is not possible any more")
    question.state = after
    question.shown = now if after in SHOWN else None
    if step in {Step.ANSWER, Step.DECLINE}:
        question.answer = answer


def possible(question: Question) -> list[Step]:
    """The steps that ``question`` can take in its state."""
    return [step for step, (allowed, _) in STEPS.items() if question.state in allowed]


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
