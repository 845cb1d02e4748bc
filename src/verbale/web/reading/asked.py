"""Published questions about a report and about what is in it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from verbale.store.models import Meeting, Report, Statement
from verbale.store.prepared import Prepared
from verbale.web.models import Question
from verbale.web.questions import SHOWN


def _published(report: int) -> QuerySet[Question]:
    about = Q(noun="report", item__in=Report.objects.filter(pk=report).values("key"))
    about |= Q(noun="statement", item__in=Statement.objects.filter(report=report).values("key"))
    about |= Q(noun="meeting", item__in=Meeting.objects.filter(report=report).values("key"))
    return Question.objects.filter(about, state__in=SHOWN).only("noun", "item", "version").order_by("pk")


published_in = Prepared(_published, -1)  # for the report's primary key
