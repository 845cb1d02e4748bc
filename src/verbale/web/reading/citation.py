"""A statement as a citation."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import formats
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from verbale.store.models import Statement
from verbale.store.models.report import Publication


def citation(statement: Statement, content: str, when: str, link: str) -> str:
    """Speaker, ``content``, outlet, ``when`` and ``link``, on one line, in the interface's language.

    The words stand in quotation marks only where the report gives them as the speaker's own; of what it paraphrases
    the citation says so.
    """
    report = statement.report
    words = {
        "speaker": statement.speaker_name or _("source not named"),
        "content": content,
        "outlet": report.outlet or report.doc,
        "date": when,
        "link": link,
    }
    if statement.kind == "indirect":
        return _("%(speaker)s, paraphrased: %(content)s, %(outlet)s, %(date)s, %(link)s") % words
    return _("%(speaker)s: “%(content)s”, %(outlet)s, %(date)s, %(link)s") % words


def printed(publication: Publication) -> str:
    """When it was published as the outlet printed it, in its own zone, by the interface's habits."""
    moment = moment_of(publication)
    if moment is None:
        day = formats.date_format(publication.day, "DATE_FORMAT")
        return publication.published or _("undated, kept under %(day)s") % {"day": day}
    if not isinstance(moment, datetime):
        return formats.date_format(moment, "DATE_FORMAT")
    shown = formats.date_format(moment, "DATETIME_FORMAT")
    return f"{shown} ({moment.tzname()})" if moment.tzinfo is not None else shown


def moment_of(publication: Publication) -> date | datetime | None:
    """The date, or date and time, that ``published`` says; None where it is neither."""
    value = publication.published or ""
    try:
        return parse_date(value) or parse_datetime(value)
    except ValueError:  # well formed, but no day of the calendar
        return None
