"""Reviews: every decision on an item, how far reviewers agree, and deciding."""

from __future__ import annotations

from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest
from ninja import Body, Query, Router, Status
from ninja.decorators import decorate_view
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from verbale.store.reviewing import reviews as chain
from verbale.store.reviewing.chain import LONGEST_REASON
from verbale.web import subjects
from verbale.web.api.bearer import AuthorisedRequest, BearerToken, takes
from verbale.web.api.fields import Key, Parameters
from verbale.web.api.nouns import Noun, Review
from verbale.web.tokens import Scope

router = Router(tags=["reviews"])
_EXAMPLE: JsonDict = {
    "noun": "statement",
    "key": "c5xq2h7m4dka",
    "decision": "correct",
    "seen": 0,
    "changes": {"act": "REJECT"},
    "reason": "a refusal",
}


class ItemParameters(Parameters):
    """Whose history is wanted."""

    noun: Literal["report", "statement", "meeting", "citation", "actor"] = Field(
        description="report: of all items in it."
    )
    key: Key


class Reviews(Noun):
    """Decisions, from the first to the last."""

    items: list[Review]


class Agreement(Noun):
    """How reviewers judged the items of a noun, and each other's judgements."""

    noun: str
    decided: int = Field(description="Items with a decision.")
    accepted: int
    corrected: int
    rejected: int
    twice: int = Field(description="Items that a second reviewer decided on.")
    agreed: int
    kappa: float | None = Field(description="Cohen's; null where it cannot be told.")


class Agreements(Noun):
    """The figures, noun by noun."""

    items: list[Agreement]


class NewReview(BaseModel):
    """A decision on an item."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    noun: chain.Noun
    key: Key
    decision: Literal["accept", "correct", "reject"]
    seen: int = Field(ge=0, lt=2**31, strict=True, description="Version of the item that the reviewer saw.")
    reason: str = Field("", max_length=LONGEST_REASON)
    changes: dict[str, Any] | None = Field(None, description="With correct: the new values; what is not given stays.")


@router.get("/reviews", response=Reviews, url_name="reviews", summary="The history of an item")
def reviews(request: HttpRequest, given: Query[ItemParameters]) -> dict[str, Any]:
    """Who decided what on an item, or on any item of a report, when, why, and what it changed."""
    subjects.find(given.noun, given.key)
    found = chain.of_report(given.key) if given.noun == "report" else chain.history(given.noun, given.key)
    return {"items": list(found)}


@router.get("/reviews/agreement", response=Agreements, url_name="agreement", summary="How far reviewers agree")
def agreement(request: HttpRequest) -> dict[str, Any]:
    """How often reviewers accept, correct and reject, and how far two of them agree."""
    fields = Agreement.model_fields
    return {"items": [{name: getattr(one, name) for name in fields} for one in chain.agreement()]}


@router.post(
    "/reviews", auth=BearerToken(Scope.REVIEWS), response={201: Review}, url_name="review", summary="Decide on an item"
)
@decorate_view(takes("application/json", settings.DATA_UPLOAD_MAX_MEMORY_SIZE))
def decide(request: AuthorisedRequest, given: Body[NewReview]) -> Status[Any]:
    """Accept, correct or reject an item, for the user of the token.

    409 where another decision has come since the version that was seen: look at the item again and decide anew.
    """
    review = chain.decide(
        given.noun,
        given.key,
        given.decision,
        reviewer=request.auth.user,
        seen=given.seen,
        reason=given.reason,
        changes=given.changes,
    )
    return Status(201, review)
