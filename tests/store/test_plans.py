"""No public question reads a big table from end to end: the databases' own plans say so."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from verbale.store.answers import asking, dossiers, events, figures, rankings, stances
from verbale.store.answers.current import current_report
from verbale.store.answers.query import Query
from verbale.store.models import Actor, Instrument, Meeting, Report, Statement
from verbale.store.people import sides
from verbale.store.people.names import names_like

DAY = date(2031, 5, 12)
SQLITE_SCAN = re.compile(r"^SCAN (?P<table>\w+)(?P<how>.*)")
SQLITE_MADE = re.compile(r"^SEARCH (?P<table>\w+) USING (?P<how>AUTOMATIC .*INDEX)")  # for this query, of all rows
# All rows but those without a value: of them the column's index is no choice.
SQLITE_FILLED = re.compile(r"^SEARCH (?P<table>\w+) USING (?P<how>(?:COVERING )?INDEX) \S+ \((?P<column>\w+)>\?\)")
POSTGRESQL_SCAN = re.compile(r"Seq Scan on (?P<table>\w+)")
NEWEST = re.compile(r'ORDER BY (?:"\w+"\.)?"day" DESC.* LIMIT \d+')


@pytest.fixture
def stored(keep) -> Report:
    return keep(
        "Велария и Остмарк готовятся к встрече. «Договор закрыт», — сказала Ида Крон министрам Веларии.",
        ("Договор закрыт", "Ида Крон", "REJECT", "Велария"), ("готовятся к встрече", "Арсен Волдин", "AGREE", "Остмарк"),
        title="Ответ Остмарка", outlet="Полюс", published="2031-05-12",
        actors={"Велария": {"type_": "state"}, "Остмарк": {"type_": "state"}},
    )  # fmt: skip


def page(**fields: object) -> Callable[[], object]:
    query = Query(**fields)
    return lambda: asking.page(asking.statements(query).shown(), query)


def report_page(**fields: object) -> Callable[[], object]:
    query = Query(**fields)
    return lambda: asking.page(asking.reports(query), query)


def actor() -> Actor:
    return sides.named("Ида Крон").actors[0]


def actors_statements():
    return Statement.objects.visible().by(actor())


QUESTIONS: dict[str, Callable[[], object]] = {
    "newest": page(),
    "newest, next page": page(after="b5119000000ffff"),
    "words": page(words="договор встреча"),
    "words, next page": page(words="договор", after="b5119000000ffff"),
    "words of days": page(words="договор", since=DAY, until=DAY),
    "words by rank": page(words="договор", sort="rank"),
    "words of a speaker": page(words="договор", speaker="Ида Крон"),
    "words and act": page(words="договор", act=("REJECT",), outlet=("Полюс",)),
    "speaker": page(speaker="Ида Крон"),
    "speaker, next page": page(speaker="Ида Крон", after="b5119000000ffff"),
    "speaker's act": page(speaker="Ида Крон", act=("REJECT",)),
    "target": page(target="Велария"),
    "act": page(act=("REJECT",)),
    "acts": page(act=("REJECT", "AGREE")),
    "kind": page(kind=("direct",)),
    "outlet": page(outlet=("Полюс",)),
    "language": page(language=("ru",)),
    "days": page(since=DAY, until=DAY),
    "days of speech": page(said_since=DAY, said_until=DAY),
    "rejected": page(state=("rejected",)),
    "count": lambda: asking.count(asking.statements(Query(words="договор"))),
    "count of an act": lambda: asking.count(asking.statements(Query(act=("REJECT",)))),
    "facets": lambda: asking.facets(asking.statements(Query(words="договор"))),
    "facets of a speaker": lambda: asking.facets(asking.statements(Query(speaker="Ида Крон"))),
    "reports": report_page(),
    "reports by words": report_page(words="договор"),
    "reports by rank": report_page(words="договор", sort="rank"),
    "reports of an outlet": report_page(outlet=("Полюс",)),
    "reports of days": report_page(since=DAY, until=DAY),
    "a name": lambda: sides.named("Ида Крон"),
    "a key": lambda: sides.named(actor().key),
    "a code": lambda: sides.Side("RUS", (sides.members_of("RUS"),)).actors,
    "a month": lambda: events.between(DAY, date(2031, 6, 12)),
    "coming": lambda: events.coming(DAY, 20),
    "past": lambda: events.past(DAY, 20),
    "meetings of a party": lambda: list(Meeting.objects.visible().with_party(actor()).newest()[:20]),
    "meetings of a place": lambda: list(Meeting.objects.visible().at("Лимара").newest()[:20]),
    "positions": lambda: stances.tally(stances.held(sides.side("Ида Крон"), sides.side("Велария"))),
    "positions, listed": lambda: stances.page(stances.held(sides.side("Ида Крон"), None), "", 20),
    "a report": lambda: current_report(sides.named("Ида Крон").actors[0].statements.all()[0].report.key),
    "dossier: acts": lambda: dossiers.acts_by_day(actors_statements()),
    "dossier: targets": lambda: dossiers.targets(actors_statements(), 5),
    "dossier: outlets": lambda: dossiers.outlets(actors_statements(), 5),
    "dossier: instruments": lambda: dossiers.instruments(actors_statements(), 5),
    "dossier: changes": lambda: dossiers.changes(actor(), 5),
    "dossier: corroborated": lambda: list(dossiers.corroborated(actor(), 5)),
    "an instrument": lambda: list(Statement.objects.visible().about(Instrument(pk=1)).newest()[:20]),
    "names like": lambda: names_like("Ид Кр", 15),
    "quoted as": lambda: rankings.quoted_as("Ида"),
    "reports of a language": report_page(language=("ru",)),
}
# Questions about all that there is. They read an index from end to end, which has a few bytes for each row, and no row.
WHOLE: dict[str, Callable[[], object]] = {
    "figures": figures.figures,
    "most quoted": rankings.most_quoted,
    "most quoted of a kind": lambda: rankings.most_quoted("person"),
    "most cited": rankings.most_cited,
    "most cited of a kind": lambda: rankings.most_cited("treaty", "договор"),
    "frequent pairs": lambda: stances.frequent_pairs(20),
}


def scans(sql: str, *, whole: bool = False) -> list[str]:
    """What the plan of a query reads from end to end; of a question about the ``whole``, indexes that tell all are not named."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            steps = [str(row[3]) for row in cursor.fetchall()]
            found = [match for step in steps if (match := SQLITE_SCAN.match(step) or made_of_all(step, sql))]
        else:
            # A table of a few rows is scanned because that is quick; without that way the plan is a large table's.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {sql}")
            steps = [str(row[0]) for row in cursor.fetchall()]
            found = [match for step in steps for match in POSTGRESQL_SCAN.finditer(step)]
    return [match[0] for match in found if not harmless(match, sql, whole)]


def made_of_all(step: str, sql: str) -> re.Match[str] | None:
    """A search that looks at every row all the same, or at every one that has a value."""
    if found := SQLITE_MADE.match(step):
        return found
    found = SQLITE_FILLED.match(step)
    return found if found is not None and f'"{found["column"]}" IS NOT NULL' in sql else None


def harmless(match: re.Match[str], sql: str, whole: bool) -> bool:
    """A walk along the index of the days that ends with the page, and the full-text index asked for words."""
    if match["table"] == "subquery":  # rows that are there already
        return True
    how = match.groupdict().get("how") or ""
    if "VIRTUAL TABLE" in how:
        return ":M" in how or "=" in how
    if "AUTOMATIC" in how:
        return False
    if whole and "COVERING INDEX" in how:
        return True
    return "USING INDEX" in how and NEWEST.search(sql) is not None


@pytest.mark.parametrize("name", QUESTIONS | WHOLE)
def test_questions_are_answered_by_indexes(stored, name, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)  # what they run is not captured
    with CaptureQueriesContext(connection) as captured:
        (QUESTIONS | WHOLE)[name]()
    asked = [query["sql"] for query in captured if query["sql"].lstrip("( ").startswith("SELECT")]
    assert asked
    found = [(sql, wrong) for sql in asked if (wrong := scans(sql, whole=name in WHOLE))]
    assert found == []


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT COUNT(*) FROM store_statement WHERE rule = 'x'",
        "SELECT content FROM store_statement ORDER BY content LIMIT 5",
        "SELECT store_actor.id FROM store_actor, store_report WHERE store_report.title = store_actor.name",
    ],
)
@pytest.mark.parametrize("whole", [False, True])
def test_a_query_without_an_index_is_told(stored, sql, whole):
    assert scans(sql, whole=whole)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's plans name it a scan of the table")
def test_rows_that_have_a_value_are_all_rows(stored):
    sql = 'SELECT "state", COUNT(*) FROM store_statement WHERE "speaker_id" IS NOT NULL GROUP BY "speaker_id"'
    assert scans(sql, whole=True)
