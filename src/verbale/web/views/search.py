"""Statements by words, speaker, target, act, outlet, language and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from html import escape
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from verbale.errors import NotStored, QueryError
from verbale.export.html.markup import element
from verbale.periods import period
from verbale.store.answers import asking
from verbale.store.answers.query import Query, Sort
from verbale.store.models import Actor, Instrument
from verbale.web.addresses import search_url
from verbale.web.freshness import remembered
from verbale.web.results import results, with_texts
from verbale.web.templatetags.verbale import ACTS, KINDS
from verbale.web.told import LIMITS, told

MOST_MONTHS = 24  # that are listed
IN_FORM = {"q", "speaker", "target", "act", "outlet", "since", "until"}


class Choice(NamedTuple):
    """A value of a facet: taken away again where it is one already."""

    label: str
    number: int
    url: str


class Facet(NamedTuple):
    """Values by which what was found can be limited further."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def items(self) -> SafeString:
        """The choices as items of a list; as elements, since a template takes several times as long."""
        return mark_safe("".join(map(_item, self.choices)))  # noqa: S308, made of elements


class Taken(NamedTuple):
    """A limit that the query has, and the address without it."""

    name: str
    value: str
    url: str


def _item(choice: Choice) -> str:
    link = element("a", escape(choice.label), href=choice.url, rel="nofollow")
    return element("li", f"{link} {element('span', str(choice.number), class_='number')}")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found, a page of it, with what the results have in common."""
    context: dict[str, object] = {"acts": ACTS, "kinds": KINDS, "given": request.GET}
    try:
        query = Query.from_params(request.GET)
        called = _called(query)
        names = {side: called.get(getattr(query, side)) for side in ("speaker", "target")}
        context |= {"query": query, "taken": taken(query, called), "kept": _kept(query), "names": names}
        rows = asking.statements(query)
        page = asking.page(with_texts(rows), query)
        facets = remembered(f"facets {query.replace(sort='date')!r}", lambda: asking.facets(rows))
    except (QueryError, NotStored) as error:
        status = 400 if isinstance(error, QueryError) else 404
        return render(request, "web/search/search.html", {**context, "error": told(error)}, status=status)
    context |= {
        "results": results(page.rows, asking.search(query) if query.words else None),
        "count": asking.Count(facets.number, facets.complete),
        "facets": list(_facets(query, facets)),
        "complete": facets.complete,
        "next": search_url(query.replace(after=page.next)) if page.next else None,
        "sorts": _sorts(query),
        "exports": exports(query),
    }
    return render(request, "web/search/search.html", context)


def _kept(query: Query) -> list[tuple[str, str]]:
    """The parameters of ``query`` that the form has no field for, so that it does not lose them."""
    asked = parse_qsl(urlencode(query.replace().to_params(), doseq=True))
    return [(name, value) for name, value in asked if name not in IN_FORM]


def exports(query: Query) -> dict[str, str]:
    """The addresses of the same search in other forms."""
    whole = query.replace()
    forms = {name: search_url(whole, f"search_{name}") for name in ("feed", "csv", "json", "ics")}
    return {**forms, "save": search_url(whole, "save_search")}


def taken(query: Query, called: Mapping[str, str]) -> list[Taken]:
    """The limits of ``query``, each with the address of the search without it; ``called`` has the names of keys."""
    found = []
    labels: dict[str, Mapping[str, object]] = {"act": ACTS, "kind": KINDS}
    labels |= dict.fromkeys(("speaker", "target", "instrument"), called)
    for name, default in zip(query.__struct_fields__, query.__struct_defaults__, strict=True):
        value = getattr(query, name)
        if name in LIMITS and value:
            values = value if isinstance(value, tuple) else (value,)
            shown = ", ".join(str(labels.get(name, {}).get(one, one)) for one in values)
            found.append(Taken(str(LIMITS[name]), shown, search_url(query.replace(**{name: default}))))
    return found


def _called(query: Query) -> dict[str, str]:
    """The names of those that ``query`` gives by their keys; at most two queries."""
    found: dict[str, str] = {}
    if query.speaker or query.target:
        found |= Actor.objects.filter(key__in=(query.speaker, query.target)).values_list("key", "name")
    if query.instrument:
        found |= Instrument.objects.filter(key=query.instrument).values_list("key", "name")
    return found


def _facets(query: Query, found: asking.Facets) -> Iterator[Facet]:
    """The facets that have something to choose."""
    for name in ("speaker", "target", "act", "outlet", "language", "month"):
        values: list[asking.Facet] = getattr(found, name)
        if name == "month":
            values = _by_year(values)
        if len(values) > 1 or (values and not _is_taken(query, name)):
            yield Facet(name, str(LIMITS[name]), [_choice(query, name, value) for value in values])


def _by_year(months: list[asking.Facet]) -> list[asking.Facet]:
    """The same by years, where the months are too many to choose from."""
    if len(months) <= MOST_MONTHS:
        return months
    years: Counter[str] = Counter()
    for month in months:
        years[month.value[:4]] += month.count
    return [asking.Facet(year, year, number) for year, number in years.items()]


def _is_taken(query: Query, name: str) -> bool:
    return bool(query.since and query.until) if name == "month" else bool(getattr(query, name))


def _choice(query: Query, name: str, value: asking.Facet) -> Choice:
    limit: dict[str, object] = {name: value.value if name in {"speaker", "target"} else (value.value,)}
    label = value.label
    if name == "month" and (month := period(value.value)) is not None:
        label = date_format(month.first, "YEAR_MONTH_FORMAT") if len(value.value) > 4 else label
        last = month.after - timedelta(1)
        limit = {"since": max(month.first, query.since or month.first), "until": min(last, query.until or last)}
    elif name == "act":
        label = str(ACTS.get(label, label))
    elif name == "language":
        label = language_name(label)
    return Choice(label, value.count, search_url(query.replace(**limit)))


def language_name(code: str) -> str:
    """What a language is called in the interface's."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _sorts(query: Query) -> list[Choice]:
    """The orders that the results can be in."""
    if not query.words:
        return []
    orders: list[tuple[str | Promise, Sort]] = [(_("Newest first"), "date"), (_("Best first"), "rank")]
    return [Choice(str(name), int(query.sort == sort), search_url(query.replace(sort=sort))) for name, sort in orders]


urlpatterns = [path("search", search, name="search")]
