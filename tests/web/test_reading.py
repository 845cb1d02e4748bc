from __future__ import annotations

import json
from types import SimpleNamespace
from urllib.parse import urlsplit

import msgspec
import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from verbale.export import jsonl
from verbale.export.html.markup import marked_blocks
from verbale.store.answers import current
from verbale.store.keeping.adding import Entry, add
from verbale.store.models import Actor, Report, Statement
from verbale.store.reviewing.actions.deciding import Accept, Correct, Reject
from verbale.store.reviewing.chain import Author
from verbale.types import Record, Span
from verbale.web.models import Question, QuestionState
from verbale.web.reading.asked import published_in
from verbale.web.reading.citation import citation
from verbale.web.reading.marks import marks_of
from verbale.web.reading.page import _stretch

WHO = Author(None, "рецензент")


@pytest.fixture(autouse=True)
def nothing_kept():
    caches["pages"].clear()


def tree(client: Client, address: str, **headers: str) -> html.HtmlElement:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return html.document_fromstring(response.content.decode())


def address(report: Report) -> str:
    return f"/reports/{report.key}"


def said(part: str) -> Statement:
    return Statement.objects.get(content__contains=part)


def decide(action, item, noun="statement", **values):
    action(noun=noun, key=item.key, seen=item.version, **values).perform(WHO, "проверено")


def visible(element: html.HtmlElement) -> list[str]:
    """The paragraphs of a text as they are read, without what is put around it."""
    return [paragraph.text_content() for paragraph in element.iter("p")]


def linked(page: html.HtmlElement) -> dict:
    (script,) = page.xpath("//script[@type='application/ld+json']")
    return json.loads(script.text)


# --- a report -------------------------------------------------------------------------


def test_the_text_stands_whole_with_its_statements_marked(client, stored, talks):
    page = tree(client, address(stored))
    (article,) = page.iter("article")
    assert article.get("lang") == "ru"
    lines = [line.strip() for line in talks.report.text.splitlines() if line.strip()]
    assert visible(article) == lines
    for paragraph in article.iter("p"):
        start, end = int(paragraph.get("data-start")), int(paragraph.get("data-end"))
        assert paragraph.text_content() == talks.report.text[start:end]
    for statement in Statement.objects.all():
        parts = article.xpath(f".//*[contains(@class, 'statement')][@data-of='{statement.key}']")
        assert "".join(part.text_content() for part in parts) == statement.content
        assert parts[0].get("id") == statement.key
        assert {part.get("class") for part in parts} == {f"statement {statement.kind}"}
        (name,) = article.xpath(f".//a[@class='who'][@data-of='{statement.key}']")
        assert name.get("data-name") == statement.speaker_name
        assert page.get_element_by_id(name.get("href")[1:]).get("data-of") == statement.key


def test_furniture_is_folded(client, stored):
    (folded,) = tree(client, address(stored)).xpath("//article/details")
    assert visible(folded) == ["Читайте также: Погода на неделю", "Поделиться в соцсетях"]


def test_the_head_says_where_the_text_is_from(client, stored, talks):
    report = msgspec.structs.replace(talks.report, url="https://ostpost.example/1", outlet="Остпост")
    add([Entry(record=msgspec.structs.replace(talks, report=report))])
    page = tree(client, address(stored))
    (head,) = page.xpath("//header[@class='report-head']")
    (printed, copied) = head.xpath(".//time")
    assert "Полюс" in head.text_content()
    assert printed.get("datetime") == "2031-05-12T10:30:00+03:00"
    assert "UTC+03:00" in printed.text
    assert [link.get("href") for link in head.xpath(".//a[@rel='nofollow noopener noreferrer']")] == [
        "https://polyus.example/2031/05/12?a=1&b=2",
        "https://ostpost.example/1",
    ]
    assert "Остпост" in copied.getparent().text_content()
    proof = page.get_element_by_id("proof").getparent().text_content()
    assert talks.report.sha256 in proof
    assert "Verbale 0.1.0" in proof


def test_a_card_tells_all_that_was_read(client, stored):
    statement = said("Мы не отступим")
    card = tree(client, address(stored)).get_element_by_id(f"card-{statement.key}")
    text = card.text_content()
    for words in (
        "Арсен Волдин",
        "Волдин",
        "подчеркнул",
        "rejects",
        "verbatim",
        "Лимарский договор",
        "by_hand",
        "1.00",
    ):
        assert words in text
    assert f"http://testserver{address(stored)}#{statement.key}" in card.xpath(".//textarea")[0].text
    links = {link.get("href") for link in card.iter("a")}
    assert f"/statements/{statement.key}" in links
    assert f"/questions/new?noun=statement&key={statement.key}" in links


def test_meetings_and_instruments_lead_to_their_pages_and_to_the_text(client, stored):
    page = tree(client, address(stored))
    (meetings,) = page.xpath("//section[@aria-labelledby='meetings-in-it']")
    for item in meetings.iter("li"):
        own, passage, question = (link.get("href") for link in item.iter("a"))
        assert client.get(own).status_code == 200
        assert page.get_element_by_id(passage[1:]).get("class") == "meeting"
        assert client.get(question).status_code == 200
    (instruments,) = page.xpath("//section[@aria-labelledby='instruments-in-it']")
    assert "Лимарский договор" in instruments.text_content()


def test_each_kind_that_is_marked_has_a_switch(client, stored):
    boxes = tree(client, address(stored)).xpath("//fieldset//input/@id")
    assert boxes == [
        f"show-{kind}" for kind in ("direct", "indirect", "mixed", "time", "meeting", "instrument", "furniture")
    ]


def test_the_record_of_the_page(client, stored, talks):
    response = client.get(f"{address(stored)}.json")
    assert response.headers["Content-Type"] == "application/json"
    assert jsonl.decode(response.content) == talks


@pytest.mark.parametrize("path", ["/reports/nichts", "/reports/nichts.json", "/statements/nichts"])
def test_what_is_not_there_is_not_found(client, db, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/reports/{0}", "/reports/{0}.json", "/statements/{1}"])
def test_pages_only_read(client, stored, path):
    path = path.format(stored.key, said("встреча").key)
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200
    assert not client.cookies


@pytest.mark.parametrize(
    ("path", "most"), [("/reports/{0}", 9), ("/reports/{0}.json", 7), ("/statements/{1}", 12), ("/", 12)]
)
def test_queries(client, stored, django_assert_max_num_queries, path, most):
    path = path.format(stored.key, said("встреча").key)
    client.get(path)
    caches["pages"].clear()
    with django_assert_max_num_queries(most):
        assert client.get(path).status_code == 200


# --- what people have decided and asked ---------------------------------------------------


def test_what_is_rejected_is_not_marked_but_listed(client, stored):
    statement = said("встреча пройдёт")
    decide(Reject, statement)
    page = tree(client, address(stored))
    assert not page.xpath(f"//article//*[@data-of='{statement.key}']")
    assert not page.xpath(f"//li[@id='card-{statement.key}']")
    listed = page.get_element_by_id(statement.key)
    assert listed.xpath(".//del")[0].text == "встреча пройдёт в Лимаре"
    assert "рецензент" in listed.text_content()
    assert "проверено" in listed.text_content()


def test_what_is_corrected_is_marked_as_corrected_and_shows_what_it_was(client, stored, talks):
    statement = said("встреча пройдёт")
    start = talks.report.text.index("встреча")
    decide(
        Correct, statement, values={"content": [[start, start + 7]], "speaker": Actor.objects.get(name="Ида Крон").key}
    )
    page = tree(client, address(stored))
    assert page.get_element_by_id(statement.key).text_content() == "встреча"
    card = page.get_element_by_id(f"card-{statement.key}")
    assert "Ида Крон" in card.text_content()
    assert "встреча пройдёт в Лимаре" in [gone.text for gone in card.iter("del")]
    assert linked(page)["hasPart"][-1]["text"] == "встреча"


def test_published_questions_stand_at_the_report_and_are_counted_at_the_statement(client, stored):
    statement = said("встреча пройдёт")
    common = {"kind": "question", "language": "ru", "made": stored.added, "shown": stored.added}
    for number, (noun, item, state) in enumerate(
        [
            ("report", stored.key, "answered"),
            ("statement", statement.key, "published"),
            ("report", stored.key, "pending"),
        ]
    ):
        Question.objects.create(
            key=f"q{number}",
            token=str(number),
            noun=noun,
            item=item,
            state=QuestionState(state),
            text=f"Вопрос {number}?",
            **common,
        )
    page = tree(client, address(stored))
    asked = page.xpath("//section[@class='questions']")[0].text_content()
    assert "Вопрос 0?" in asked
    assert "Вопрос 1?" not in asked
    assert "Вопрос 2?" not in asked
    assert page.get_element_by_id(f"card-{statement.key}").xpath(f".//a[@href='/statements/{statement.key}#questions']")
    assert "Вопрос 1?" in tree(client, f"/statements/{statement.key}").text_content()


# --- answers that are kept ------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["", ".json"])
def test_what_has_not_changed_is_not_sent_again(client, stored, ending, django_assert_max_num_queries):
    first = client.get(address(stored) + ending)
    assert first.headers["Cache-Control"] == "no-cache"
    assert {"Accept-Language", "Cookie"} <= set(first.headers["Vary"].split(", "))
    with django_assert_max_num_queries(4):
        again = client.get(address(stored) + ending, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
        assert client.get(address(stored) + ending).content == first.content


def test_a_change_is_seen_at_once(client, stored):
    seen = [client.get(address(stored)).headers["ETag"]]
    decide(Accept, said("встреча"))
    seen.append(client.get(address(stored)).headers["ETag"])
    Question.objects.create(
        key="q",
        token=str(1),
        noun="report",
        item=stored.key,
        state="answered",
        text="?",
        made=stored.added,
        shown=stored.added,
    )
    seen.append(client.get(address(stored)).headers["ETag"])
    seen.append(client.get(address(stored), headers={"Accept-Language": "ru"}).headers["ETag"])
    seen.append(client.get(address(stored), headers={"Host": "localhost"}).headers["ETag"])
    assert len(set(seen)) == len(seen)
    assert "accepted by a reviewer" in client.get(address(stored)).content.decode()


def test_who_is_signed_in_gets_an_answer_of_his_own(signed_in, stored):
    response = signed_in("reviewer").get(address(stored))
    assert "ETag" not in response.headers
    assert not caches["pages"]._cache


def test_an_address_with_a_query_pushes_nothing_out(client, stored):
    client.get(address(stored) + "?x=1")
    assert not caches["pages"]._cache


# --- a statement ------------------------------------------------------------------------------


def test_a_statement_on_its_own(client, stored):
    statement = said("Мы не отступим")
    page = tree(client, f"/statements/{statement.key}")
    assert page.xpath("//h1")[0].text_content() == "Арсен Волдин"
    (quotation,) = page.xpath("//header//blockquote")
    assert quotation.get("class") == "quotation direct"
    assert quotation.text == statement.content
    context = page.xpath("//div[@class='context']")[0]
    assert (
        "".join(part.text_content() for part in context.xpath(".//*[contains(@class,'statement')]"))
        == statement.content
    )
    assert "Арсен Волдин: “Мы не отступим" in page.xpath("//textarea")[0].text
    node = linked(page)
    assert (node["@type"], node["text"]) == ("Quotation", statement.content)
    assert node["spokenByCharacter"]["name"] == "Арсен Волдин"
    assert node["url"] == f"http://testserver/statements/{statement.key}"


def test_who_carries_it_and_who_was_first(client, keep):
    words = "Велария вернётся за стол переговоров только после вывода войск из долины Лимары"
    reports = [
        keep(f"{lead}: {words}.", (words, "Арсен Волдин", "REJECT"), outlet=outlet, published=published)
        for lead, outlet, published in (
            ("Как пишет газета, министр подтвердил во вторник вечером", "Остпост", "2031-05-12T12:00:00+03:00"),
            ("Волдин сказал журналистам", "Полюс", "2031-05-12T11:00:00+03:00"),
        )
    ]
    later = Statement.objects.get(report=reports[0])
    assert later.utterance is not None
    page = tree(client, f"/statements/{later.key}")
    first, second = page.xpath("//section[@aria-labelledby='wordings']//li")
    assert "first" in first.text_content()
    assert "Полюс" in first.text_content()
    assert (first.get("aria-current"), second.get("aria-current")) == (None, "true")
    assert "Остпост" in second.text_content()
    card = tree(client, address(reports[0])).get_element_by_id(f"card-{later.key}")
    assert card.xpath(f".//a[@href='/statements/{later.key}#wordings']")


def test_a_rejected_statement_says_so_and_is_not_data(client, stored):
    statement = said("встреча")
    decide(Reject, statement)
    page = tree(client, f"/statements/{statement.key}")
    assert page.xpath("//p[@class='notice bad']")
    assert not page.xpath("//script[@type='application/ld+json']")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("direct", "Ида Крон: “мир”, Полюс, вчера, https://x.example"),
        ("mixed", "Ида Крон: “мир”, Полюс, вчера, https://x.example"),
        ("indirect", "Ида Крон, paraphrased: мир, Полюс, вчера, https://x.example"),
    ],
)
def test_a_paraphrase_is_not_cited_as_words(kind, expected):
    report = SimpleNamespace(outlet="Полюс", doc="talks.txt")
    statement = SimpleNamespace(kind=kind, speaker_name="Ида Крон", report=report)
    assert citation(statement, "мир", "вчера", "https://x.example") == expected


# --- hostile reports ----------------------------------------------------------------------------

ATTACK = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg/onload=alert(1)>"


def hostile(record: Record) -> Record:
    text = f"Министр {ATTACK} заявил: «Мир {ATTACK} настанет».\n<details open ontoggle=alert(1)>\n"
    quoted = f"Мир {ATTACK} настанет"
    start = text.index(quoted)
    span = Span(start, start + len(quoted))
    (statement,) = (one for one in record.statements if one.id == "s4")
    statement = msgspec.structs.replace(
        statement,
        content=(span,),
        cue=None,
        source=Span(0, 20),
        exact=msgspec.structs.replace(statement.exact, content=(quoted,), cue=None, source=text[:20]),
        speaker=ATTACK,
        rule=ATTACK,
        instruments=(),
    )
    report = msgspec.structs.replace(
        record.report,
        text=text,
        sha256="",
        title=ATTACK,
        outlet=ATTACK,
        author=ATTACK,
        url="javascript:alert(1)//https://polyus.example",
        published=ATTACK,
        furniture=(),
    )
    actors = tuple(msgspec.structs.replace(actor, name=ATTACK, mentions=()) for actor in record.actors[:1])
    return msgspec.structs.replace(
        record,
        doc=ATTACK,
        report=report,
        statements=(statement,),
        actors=actors,
        times=(),
        meetings=(),
        instruments=(),
        positions=(),
    )


@pytest.mark.parametrize("path", ["/reports/{0}", "/statements/{1}", "/"])
def test_nothing_of_a_report_becomes_markup(client, db, talks, path):
    add([Entry(record=hostile(talks))])
    path = path.format(Report.objects.get().key, Statement.objects.get().key)
    page = tree(client, path)
    for element in page.iter("*"):
        assert not any(name.startswith("on") for name in element.attrib)
        assert element.tag not in {"img", "svg", "iframe", "object"}
        for name in ("href", "src", "action"):
            scheme = urlsplit(element.get(name, "")).scheme
            assert scheme in {"", "http", "https"}, element.get(name)
    for script in page.iter("script"):
        assert script.get("type") == "application/ld+json" or (
            script.get("src", "").startswith("/static/") and not script.text
        )
    assert ATTACK in page.text_content()


def test_linked_data_holds_hostile_texts_whole(client, db, talks):
    add([Entry(record=hostile(talks))])
    node = linked(tree(client, address(Report.objects.get())))
    assert node["headline"] == ATTACK
    assert node["hasPart"][0]["text"] == f"Мир {ATTACK} настанет"
    assert "url" not in node


# --- overlaps -------------------------------------------------------------------------------------

texts = st.text(st.sampled_from("абв <>&\"'\n\t\U0001f54a\u0301«»"), min_size=1, max_size=80)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[tuple[list[list[int]], str]], list[Span]]:
    text = draw(texts)
    place = st.integers(0, len(text) - 1)
    pair = st.tuples(place, place).map(lambda ends: [min(ends), max(ends) + 1])
    statement = st.tuples(
        st.lists(pair, min_size=1, max_size=3).map(sorted), st.sampled_from(["direct", "indirect", "mixed"])
    )
    furniture = draw(st.lists(pair.map(lambda ends: Span(*ends)), max_size=2))
    return text, draw(st.lists(statement, max_size=6)), sorted(furniture)


@given(marked())
def test_whatever_is_marked_the_text_is_the_reports(given):
    text, statements, furniture = given
    rows = [
        Statement(
            key=f"k{number}", kind=kind, speaker_name="<b>", language="ru",
            spans={"content": content, "source": content[0], "cue": content[-1]},
        )
        for number, (content, kind) in enumerate(statements)
    ]  # fmt: skip
    report = SimpleNamespace(
        statements=rows, meetings=[], citations=[], furniture=furniture, read=SimpleNamespace(times=())
    )
    stretches = [_stretch(block) for block in marked_blocks(text, marks_of(report), furniture)]
    article = html.fragment_fromstring("".join(stretch.html for stretch in stretches), create_parent="article")
    assert visible(article) == [line.strip() for line in text.splitlines() if line.strip()]
    for paragraph in article.iter("p"):
        assert paragraph.text_content() == text[int(paragraph.get("data-start")) : int(paragraph.get("data-end"))]
    for row in rows:
        covered = {
            place for start, end in row.spans["content"] for place in range(start, end) if not text[place].isspace()
        }
        shown = sum(len("".join(piece.split())) for piece in own_text(article, row.key))
        assert shown == len(covered)


def own_text(article: html.HtmlElement, key: str) -> list[str]:
    """What the pieces of a statement cover, each character once."""
    inside = f"contains(@class, 'statement') and @data-of='{key}'"
    return article.xpath(f"//text()[ancestor::*[{inside}]]")


# --- queries -------------------------------------------------------------------------------------


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plans")
@pytest.mark.parametrize("query", [current._stamp, current._report, published_in], ids=["stamp", "report", "published"])
def test_pages_look_up_and_never_scan(db, query):
    _, sql, parameters = query._compiled
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
        plan = [row[3] for row in cursor.fetchall()]
    assert not [step for step in plan if step.startswith("SCAN")]
    assert not [step for step in plan if "questio_state_" in step]  # the state of questions is the same for most
