from __future__ import annotations

import pytest

from verbale.types import Position

HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def hold(keep):
    """A report with a position: ``hold("Арсен Волдин", "REQUEST", "Остмарк")``."""
    count = iter(range(1000))

    def call(speaker, act, target, *, day="2031-05-01", subject="вывод войск", **fields):
        text = f"Сообщение {next(count)}. {speaker} сказал: {subject} нужен. {target}."
        position = Position(speaker=speaker, act=act, target=target, subject=subject, condition=None, statement="s1")
        known = {name: {"type_": "state"} for name in ("Велария", "Остмарк") if name in {speaker, target}}
        said = (f"{subject} нужен", speaker, act, target)
        return keep(text, said, positions=(position,), published=day, actors=known, **fields)

    return call


def test_both_directions_are_counted_by_act(client, hold):
    hold("Арсен Волдин", "REQUEST", "Остмарк")
    hold("Арсен Волдин", "REQUEST", "Остмарк", day="2031-07-01")
    hold("Арсен Волдин", "AGREE", "Остмарк")
    hold("Остмарк", "REJECT", "Арсен Волдин")
    response = client.get("/positions", {"one": "Арсен Волдин", "other": "Остмарк"})
    there, back = response.context["directions"]
    assert there.acts == ["AGREE", "REQUEST"]
    assert [[cell.number for cell in cells] for _, cells in there.rows] == [[1, 2]]
    assert there.totals == [1, 2]
    assert [[cell.number for cell in cells] for _, cells in back.rows] == [[1]]
    assert [position.day.month for position in response.context["page"].positions] == [7, 5, 5, 5]


def test_each_cell_opens_its_positions(client, hold):
    hold("Арсен Волдин", "REQUEST", "Остмарк")
    hold("Арсен Волдин", "AGREE", "Остмарк")
    hold("Остмарк", "REJECT", "Арсен Волдин")
    directions = client.get("/positions", {"one": "Арсен Волдин", "other": "Остмарк"}).context["directions"]
    assert len(directions) == 2
    for direction in directions:
        for pair, cells in direction.rows:
            for act, cell in zip(direction.acts, cells, strict=True):
                found = client.get(cell.url).context["page"].positions if cell.number else []
                assert len(found) == cell.number
                assert {position.act for position in found} <= {act}
                assert {position.speaker for position in found} <= {pair.speaker}


def test_one_side_alone_shows_all_it_has_to_do_with(client, hold):
    hold("Арсен Волдин", "REQUEST", "Остмарк")
    hold("Ида Крон", "ACCUSE", "Арсен Волдин")
    response = client.get("/positions", {"one": "Арсен Волдин"})
    assert [direction.tally.total for direction in response.context["directions"]] == [1, 1]
    assert len(response.context["page"].positions) == 2


def test_without_sides_the_most_frequent_pairs_are_offered(client, hold):
    hold("Арсен Волдин", "REQUEST", "Остмарк")
    hold("Ида Крон", "ACCUSE", "Арсен Волдин")
    hold("Ида Крон", "REJECT", "Арсен Волдин")
    pairs = client.get("/positions").context["pairs"]
    assert [(one.name, other.name, number) for one, other, number in pairs] == [
        ("Ида Крон", "Арсен Волдин", 2),
        ("Арсен Волдин", "Остмарк", 1),
    ]


def test_pages_go_on_and_show_each_position_once(client, hold, monkeypatch):
    monkeypatch.setattr("verbale.web.views.positions.PAGE", 2)
    for day in ("2031-05-01", "2031-05-01", "2031-05-02", "2031-05-03", "2031-05-03"):
        hold("Арсен Волдин", "REQUEST", "Остмарк", day=day)
    seen, url = [], "/positions?one=Арсен+Волдин&other=Остмарк"
    while url:
        response = client.get(url)
        seen += [position.pk for position in response.context["page"].positions]
        url = response.context["next"]
    assert len(seen) == len(set(seen)) == 5


def test_positions_of_rejected_statements_are_not_counted(client, hold):
    report = hold("Арсен Волдин", "REQUEST", "Остмарк")
    report.statements.update(state="rejected")
    response = client.get("/positions", {"one": "Арсен Волдин", "other": "Остмарк"})
    assert response.context["directions"] == []
    assert "No position" in response.content.decode()


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({"one": "Никто"}, 404),
        ({"one": HOSTILE}, 404),
        ({"one": "а" * 300}, 400),
        ({"one": "Остмарк", "act": "SHOUT"}, 400),
        ({"one": "Остмарк", "after": "zz"}, 400),
        ({"one": "Остмарк", "after": "f" * 16}, 400),
        ({"one": "Остмарк", "speaker": "../.."}, 400),
    ],
)
def test_what_cannot_be_asked_is_refused(client, hold, parameters, status):
    hold("Арсен Волдин", "REQUEST", "Остмарк")
    response = client.get("/positions", parameters)
    assert response.status_code == status
    assert 'role="alert"' in response.content.decode()
    assert "<script>alert" not in response.content.decode()


def test_hostile_words_are_escaped(client, hold):
    hold(HOSTILE, "REQUEST", "Остмарк", subject=HOSTILE, outlet=HOSTILE)
    for url in ("/positions", "/positions?one=Остмарк"):
        assert "<script>alert" not in client.get(url).content.decode()


def test_queries_are_few(client, hold, django_assert_max_num_queries):
    hold("Арсен Волдин", "REQUEST", "Остмарк")
    hold("Остмарк", "REJECT", "Велария")
    for url in ("/positions", "/positions?one=Велария&other=Остмарк"):
        with django_assert_max_num_queries(12):
            client.get(url)
