from __future__ import annotations

import pytest

from verbale.store.models import Instrument as StoredInstrument
from verbale.types import Instrument, Span

PAPER = "Лимарский договор"
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def cite(keep):
    """A report in which somebody speaks of a paper."""
    count = iter(range(1000))

    def call(name=PAPER, *, act="COMMENT", speaker="Арсен Волдин", kind="treaty", day="2031-05-01", outlet="Полюс"):
        text = f"Сообщение {next(count)}. {speaker} сказал: {name} в силе. <b>Конец</b>."
        start = text.index(name)
        paper = Instrument(id="i1", mention=Span(start, start + len(name)), name=name, kind=kind, date=None, exact=name)
        said = (f"{name} в силе", speaker, act, None, {"instruments": ("i1",)})
        keep(text, said, instruments=(paper,), published=day, outlet=outlet)
        return StoredInstrument.objects.get(name=name)

    return call


def test_the_index_has_the_most_cited_first(client, cite):
    cite("Закон о мире", kind="law")
    cite()
    cite()
    rows = client.get("/instruments/").context["rows"]
    assert [(paper.name, number) for paper, number in rows] == [(PAPER, 2), ("Закон о мире", 1)]


@pytest.mark.parametrize(
    ("parameters", "names"),
    [
        ({"kind": "law"}, ["Закон о мире"]),
        ({"name": "лимар"}, [PAPER]),
        ({"name": "мире"}, ["Закон о мире"]),
        ({"page": "x"}, [PAPER, "Закон о мире"]),
    ],
)
def test_the_index_is_asked_by_name_and_kind(client, cite, parameters, names):
    cite()
    cite()
    cite("Закон о мире", kind="law")
    assert [paper.name for paper, _ in client.get("/instruments/", parameters).context["rows"]] == names


def test_a_kind_that_is_none_is_refused(client, db):
    assert client.get("/instruments/", {"kind": "poem"}).status_code == 400


def test_the_page_tells_who_speaks_of_it_when_and_how(client, cite):
    paper = cite(act="AGREE")
    cite(act="REJECT", speaker="Ида Крон", day="2031-08-01", outlet="Голос Остмарка")
    response = client.get(f"/instruments/{paper.key}")
    assert response.context["reports"] == 2
    assert {share.item.name for share in response.context["speakers"]} == {"Арсен Волдин", "Ида Крон"}
    assert [row.name for row in response.context["timeline"].rows] == ["agrees or offers", "rejects"]
    assert len(response.context["latest"]) == 2
    html = response.content.decode()
    assert f'<span class="instrument">{PAPER}</span> в силе. &lt;b&gt;Конец&lt;/b&gt;.' in html


def test_marks_of_the_chart_lead_to_the_statements(client, cite):
    paper = cite(act="AGREE")
    timeline = client.get(f"/instruments/{paper.key}").context["timeline"]
    (count,) = (count for row in timeline.rows for count in row.counts if count.number)
    assert client.get(count.url).context["count"].number == 1


def test_no_such_instrument(client, db):
    assert client.get("/instruments/aaaaaaaaaaaa").status_code == 404


def test_hostile_names_are_escaped(client, cite):
    paper = cite(HOSTILE, outlet=HOSTILE, speaker=HOSTILE)
    for url in ("/instruments/", f"/instruments/{paper.key}", f"/instruments/?name={HOSTILE}"):
        assert "<script>alert" not in client.get(url).content.decode()


def test_queries_are_few(client, cite, django_assert_max_num_queries):
    paper = cite()
    for url in ("/instruments/", f"/instruments/{paper.key}"):
        with django_assert_max_num_queries(12):
            client.get(url)
