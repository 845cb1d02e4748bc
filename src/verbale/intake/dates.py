"""When a report was published: ISO 8601 values, and datelines in plain text.

A date counts only with day, month and year in the report's own words; a time of day only with its offset from UTC.
"""

from __future__ import annotations

import re
from datetime import date, datetime

# Nominative, genitive and usual abbreviations begin alike; May is "май", "мая".
_MONTHS = ("янв", "фев", "мар", "апр", "ма[йя]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTH = "|".join(f"(?P<m{i}>{stem})" for i, stem in enumerate(_MONTHS, 1))
_WORDS = re.compile(rf"(?<!\d)(?P<day>[0-3]?\d)\s+(?:{_MONTH})[а-я]*\.?\s+(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_FIGURES = re.compile(
    r"(?<![\d.])(?P<day>[0-3]?\d)(?P<sep>[./-])(?P<month>[01]?\d)(?P=sep)(?P<year>(?:19|20)\d\d)(?![\d.]\d)"
)
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)")

_YEAR = re.compile(r"(?:19|20)\d\d")  # in each of the three: most lines are let go by it

# What may stand beside the date in a line that is nothing but a dateline.
_BESIDE = re.compile(
    r"\b(?:[0-2]?\d[:.][0-5]\d(?::[0-5]\d)?|мск|msk|utc|gmt|г\.?|года?|в|понедельник|вторник|среда|четверг|пятница|"
    r"суббота|воскресенье|опубликовано|дата(?:\s+публикации)?|обновлено|время|публикации)\b\.?|[\s,.;:|/()+–—-]+",
    re.IGNORECASE,
)
# «ВЕЛАР, 12 марта 2024 г. — Ведомство.», «Велар. 12 марта 2024. АГЕНТСТВО»: the place, then the date.
_PLACE = re.compile(r"(?P<place>[А-ЯЁ][А-ЯЁа-яё]*(?:[ -][А-ЯЁ][А-ЯЁа-яё]*){0,3})(?:\s*\([^()\n]{1,40}\))?[,.]\s+")
_AFTER_DATE = re.compile(r"\s*(?:г\.|года|г)?\s*(?:[,.]?\s*[/(«\"]|[.,]?\s*[—–-]\s|[.,]?\s+[A-ZА-ЯЁ]{2,})")

_LEAD = 400  # characters of a paragraph in which a dateline may stand
_PARAGRAPHS = 3  # opening paragraphs that may hold it


def normal_published(value: str) -> str | None:
    """``value`` as an ISO 8601 date, or date and time with its offset; None when it is neither.

    A time without an offset is no point in time: only its date is kept.
    """
    value = value.strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return _iso(*(int(part) for part in value.split("-")))
    try:
        moment = datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", value))
    except ValueError:
        return None
    if not 1900 <= moment.year <= 2199:
        return None
    return moment.date().isoformat() if moment.tzinfo is None else moment.isoformat(timespec="seconds")


def find_date(line: str) -> str | None:
    """The only full date of a short line («12 марта 2024, 14:35», «12.03.2024»), as an ISO date."""
    found = [value for value, _ in _dates(line)]
    return found[0] if len(set(found)) == 1 else None


def only_date(line: str) -> str | None:
    """The date of a line that holds nothing else but a time of day, a weekday or «Опубликовано»."""
    if len(line) > 120:
        return None
    dates = _dates(line)
    if len(dates) != 1:
        return None
    value, (start, end) = dates[0]
    if line.strip().lower().endswith("года") and start == 0:  # «15 апреля 2013 года» is a caption or a subheading
        return None
    return value if not _BESIDE.sub("", line[:start] + " " + line[end:]) else None


def dateline(text: str) -> str | None:
    """The publication date that an opening line or the lead's dateline states in full; None when there is none."""
    seen = 0
    for match in re.finditer(r"[^\n\r]+", text[: 8 * _LEAD]):
        line = match[0].strip()
        if not line:
            continue
        if value := only_date(line) or _placed(line[:_LEAD]):
            return value
        seen += 1
        if seen == _PARAGRAPHS:
            break
    return None


def _placed(line: str) -> str | None:
    """«ВЕЛАР, 12 марта 2024 г. — …»: the place, the date, then a dash, a mark or the agency."""
    place = _PLACE.match(line)
    if not place:
        return None
    for value, (start, end) in _dates(line[:120]):
        if start == place.end() and _AFTER_DATE.match(line, end):
            return value
    return None


def _dates(line: str) -> list[tuple[str, tuple[int, int]]]:
    if not _YEAR.search(line):
        return []
    found = []
    for pattern in (_WORDS, _FIGURES, _ISO):
        for match in pattern.finditer(line):
            groups = match.groupdict()
            month = next((i for i in range(1, 13) if groups.get(f"m{i}")), None) or int(groups.get("month") or 0)
            if value := _iso(int(groups["year"]), month, int(groups["day"])):
                found.append((value, match.span()))
    return found


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
