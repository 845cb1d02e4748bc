"""Published questions about a report and about what is in it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from verbale.store.answers.prepared import Prepared
from verbale.store.models import Meeting, Statement
from verbale.web.models import Question
from verbale.web.questions import SHOWN


def _published(report: str) -> QuerySet[Question]:
    # The state stands in each part, so that each can be looked up in the index of items.
    shown = Q(state__in=SHOWN)
    about = Q(shown, noun="report", item=report)
    about |= Q(shown, noun="statement", item__in=Statement.objects.filter(report__key=report).values("key"))
    about |= Q(shown, noun="meeting", item__in=Meeting.objects.filter(report__key=report).values("key"))
    return Question.objects.filter(about).only("noun", "item", "version").order_by("pk")


published_in = Prepared(_published, "sample")  # for the report's key
