from __future__ import annotations

import hashlib
from datetime import date

import pytest
from django.db import connection

from verbale.errors import VerificationError
from verbale.store.keeping import adding
from verbale.store.keeping.adding import Entry, add
from verbale.store.models import (
    Appearance,
    Citation,
    Content,
    Copy,
    Meeting,
    MeetingParty,
    Position,
    Report,
    Statement,
    StatementInstrument,
)
from verbale.types import Record
from verbale.types import Report as TextReport

pytestmark = pytest.mark.django_db

NEWS = (
    "Министр иностранных дел Веларии Арсен Волдин заявил в четверг, что страна готова к переговорам с Остмарком. По его "
    "словам, делегация прибудет в Лимару в начале недели и привезёт проект договора о границе. Президент Остмарка Ида "
    "Крон ответила, что её правительство изучит предложение без предварительных условий. Встреча пройдёт во дворце у "
    "гавани, журналистов пустят только на открытие. Стороны спорят о проливе уже много лет, и прежние посредники "
    "успеха не добились. Наблюдатели Содружества приедут позже, их приглашали обе столицы. Подписание договора "
    "возможно осенью, если парламенты успеют его рассмотреть."
)


def record_of(text: str, **fields: object) -> Record:
    report = TextReport(text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), **fields)
    return Record(doc="news.txt", report=report, statements=(), actors=(), reader="0.1.0")


def statuses(*entries: Entry) -> list[str]:
    return [kept.status for kept in add(entries)]


def test_everything_of_a_record_is_kept(talks):
    (kept,) = add([Entry(record=talks, raw=b"<html>talks</html>")])
    report = Report.objects.get(key=kept.report)
    assert kept.status == "added"
    assert report.text.read().decode() == talks.report.text
    assert report.raw.read() == b"<html>talks</html>"
    assert report.reading.load() == talks
    assert report.day == date(2031, 5, 12)
    counts = {model.__name__: model.objects.filter(report=report).count() for model in (Statement, Meeting, Citation)}
    assert counts == {"Statement": 5, "Meeting": 2, "Citation": 1}
    assert [(row.name, row.actor.name) for row in Appearance.objects.order_by("item")] == [
        ("Арсен Волдин", "Арсен Волдин"),
        ("Ида Крон", "Ида Крон"),
    ]
    third = Statement.objects.get(item="s3")
    assert (third.speaker.name, third.outlet, third.confidence) == ("Ида Крон", "Полюс", 0.87)
    assert (
        third.spans["content"] == [list(span) for span in ((235, 259),)] or third.content == "вывести войска до 1 июня"
    )
    position = Position.objects.get(statement=third)
    assert (position.speaker.name, position.condition, position.modes) == ("Ида Крон", "до 1 июня", ["future"])
    link = StatementInstrument.objects.get()
    assert (link.statement.item, link.instrument.name) == ("s4", "Лимарский договор")
    assert MeetingParty.objects.count() == 0  # its parties are no actors of the record


def test_the_same_again_is_known(talks):
    assert statuses(Entry(record=talks)) == ["added"]
    assert statuses(Entry(record=talks), Entry(record=talks, raw=b"other bytes")) == ["known", "known"]
    assert Report.objects.count() == 1
    assert Copy.objects.count() == 0


def test_a_page_is_known_by_its_address():
    assert statuses(Entry(record=record_of(NEWS, url="https://polyus.example/1"))) == ["added"]
    other = Entry(record=record_of("Совсем другой текст об осенней ярмарке в Сольвии.", url="https://polyus.example/1"))
    assert statuses(other) == ["known"]


def test_the_same_text_of_another_outlet_is_a_copy():
    first, second, again = (Entry(record=record_of(NEWS, outlet=outlet)) for outlet in ("Полюс", "Курьер", "Курьер"))
    assert statuses(first, second, again) == ["added", "copy", "known"]
    copy = Copy.objects.get()
    assert (copy.outlet, copy.similarity, copy.report.outlet) == ("Курьер", 1.0, "Полюс")


def test_a_near_duplicate_is_a_copy_and_keeps_its_own_text():
    changed = NEWS.replace("в четверг, ", "").replace("много лет", "долгие годы")
    assert statuses(Entry(record=record_of(NEWS, outlet="Полюс"))) == ["added"]
    assert statuses(Entry(record=record_of(changed, outlet="Курьер", published="2031-05-13"))) == ["copy"]
    copy = Copy.objects.get()
    assert 0.8 <= copy.similarity < 1
    assert copy.text.read().decode() == changed
    assert copy.published == "2031-05-13"
    assert statuses(Entry(record=record_of(changed))) == ["known"]


def test_entries_of_one_batch_are_compared_with_each_other():
    changed = NEWS.replace("много лет", "долгие годы")
    entries = [Entry(record=record_of(text, outlet=text[-9:])) for text in (NEWS, changed, NEWS)]
    assert statuses(*entries) == ["added", "copy", "known"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("страна готова", "страна не готова"),
        ("без предварительных условий", "при семи условиях"),
        ("много лет", "7 лет"),
    ],
)
def test_what_says_something_else_is_no_copy(old, new):
    if old == "без предварительных условий":
        new = f"{new}. " + "Она добавила, что границу закроют, если к осени не отведут корабли от пролива"
    assert statuses(Entry(record=record_of(NEWS)), Entry(record=record_of(NEWS.replace(old, new)))) == [
        "added",
        "added",
    ]


def test_reports_of_one_template_are_no_copies_after_weeks():
    changed = NEWS.replace("много лет", "долгие годы")
    first = Entry(record=record_of(NEWS, published="2031-05-12"))
    assert statuses(first, Entry(record=record_of(changed, published="2031-06-12"))) == ["added", "added"]
    changed = NEWS.replace("журналистов", "репортёров")
    assert statuses(Entry(record=record_of(changed, published="2031-05-14"))) == ["copy"]


def test_bytes_that_are_the_text_are_kept_once():
    add([Entry(record=record_of(NEWS), raw=NEWS.encode())])
    report = Report.objects.get()
    assert report.raw_id == report.text_id
    assert Content.objects.count() == 2  # and the record


def test_known_files():
    add([Entry(record=record_of(NEWS, outlet="Полюс"), raw=b"page")])
    digest, other = hashlib.sha256(b"page").hexdigest(), "0" * 64
    assert adding.known_files([digest, other], None) == {digest}
    assert adding.known_files([digest], "Полюс") == {digest}
    assert adding.known_files([digest], "Курьер") == set()


def test_a_batch_that_fails_leaves_nothing(talks, monkeypatch):
    def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(adding, "insert", fails)
    with pytest.raises(RuntimeError):
        add([Entry(record=talks)])
    assert [model.objects.count() for model in (Report, Content, Statement)] == [0, 0, 0]


def test_ids_that_no_reader_makes_are_refused(talks):
    from msgspec.structs import replace

    statement = replace(talks.statements[0], id="s" * 17)
    with pytest.raises(VerificationError, match=r"talks\.txt"):
        add([Entry(record=replace(talks, statements=(statement,), positions=()))])


def test_what_stands_exactly_alike_has_keys_of_its_own(talks):
    from msgspec.structs import replace

    twin = replace(talks.statements[0], id="s9")
    add([Entry(record=replace(talks, statements=(*talks.statements, twin)))])
    assert Statement.objects.count() == 6


@pytest.mark.parametrize("bad", ["\x00", "\ud800"])
def test_characters_that_a_database_cannot_have_are_refused(bad):
    for record in (record_of("Заявление " + bad) if bad == "\x00" else None, record_of(NEWS, title=f"Слово{bad}")):
        if record is not None:
            with pytest.raises(VerificationError, match="half characters or NUL"):
                add([Entry(record=record)])
    assert Report.objects.count() == 0


def test_queries_do_not_grow_with_the_batch(talks, django_assert_max_num_queries):
    from msgspec.structs import replace

    def numbered(number: int) -> Entry:
        text = talks.report.text + " ".join(f"слово{number}х{place}" for place in range(200))
        report = replace(talks.report, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), url=None)
        return Entry(record=replace(talks, report=report))

    add([numbered(0)])
    with django_assert_max_num_queries(60):
        assert {kept.status for kept in add([numbered(number) for number in range(1, 33)])} == {"added"}
    assert connection.vendor in {"sqlite", "postgresql"}
