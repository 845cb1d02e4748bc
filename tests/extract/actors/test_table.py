"""A user's own table of people: what it may hold, what it refuses, and whom it links."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.errors import DataError
from verbale.extract.actors import table
from verbale.extract.actors.table import PeopleTable, PersonRow
from verbale.types import Actor

PEOPLE = """name;aliases;qid;role;country;from;to
Волдин Арсен Петрович;Arsen Voldin|Железный Арсен;Q101;министр иностранных дел;SWE;2019;2023-05
Марта Кесслер;;Q102;президент;NOR;;
Пётр Кесслер;;Q103;;;;
Нина Бренская;;Q104;;;2020-01-15;
Нина Бренская;;Q105;;;2010;2020-01-14
"""


@pytest.fixture
def people(tmp_path: Path) -> PeopleTable:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return table.load(path)


def _person(name: str, *roles: str, country: str | None = None, aliases: tuple[str, ...] = ()) -> Actor:
    return Actor(id="a1", name=name, type="person", roles=roles, country=country, aliases=aliases)


@pytest.mark.parametrize(
    ("actor", "day", "qid"),
    [
        (_person("Арсен Волдин"), "2022-01-07", "Q101"),
        (_person("Арсен Волдин"), "2022-01-07T10:30:00+03:00", "Q101"),
        (_person("Арсен Петрович Волдин"), "2022-01-07", "Q101"),
        (_person("А. Волдин"), "2022-01-07", "Q101"),
        (_person("Арсена Волдина"), "2022-01-07", "Q101"),
        (_person("Arsen Voldin"), "2022-01-07", "Q101"),
        (_person("Арсен Волдин"), None, "Q101"),
        (_person("Арсен Волдин"), "2023-05-31", "Q101"),
        (_person("Арсен Волдин"), "2023-06-01", None),
        (_person("Арсен Волдин"), "2018-12-31", None),
        (_person("Иван Волдин"), "2022-01-07", None),
        (_person("Иван Волдин", "министр финансов", aliases=("Волдин",)), "2022-01-07", None),
        (_person("Волдин"), "2022-01-07", None),
        (_person("Волдин", "министр финансов"), "2022-01-07", "Q101"),
        (_person("Волдин", country="SWE"), "2022-01-07", "Q101"),
        (_person("Кесслер"), "2022-01-07", None),
        (_person("Марта Кесслер"), "2022-01-07", "Q102"),
        (_person("Анна Кесслер"), "2022-01-07", None),
        (_person("Бренская", aliases=("Нина Бренская",)), "2020-01-15", "Q104"),
        (_person("Нина Бренская"), "2020-01-14", "Q105"),
        (_person("Нина Бренская"), None, None),
    ],
)
def test_one_row_links_and_doubt_does_not(people: PeopleTable, actor: Actor, day: str | None, qid: str | None) -> None:
    assert people.link([actor], day)[0].qid == qid


def test_a_link_brings_the_country_but_overrides_none(people: PeopleTable) -> None:
    assert people.link([_person("Марта Кесслер")])[0].country == "NOR"
    assert people.link([_person("Марта Кесслер", country="DNK")])[0].country == "DNK"


def test_a_link_brings_the_role_beside_those_of_the_report(people: PeopleTable) -> None:
    def roles(actor: Actor, day: str | None) -> tuple[str, ...]:
        return people.link([actor], day)[0].roles

    office = "министр иностранных дел"
    assert roles(_person("Арсен Волдин"), "2022-01-07") == (office,)
    assert roles(_person("Арсен Волдин", "глава МИД"), "2022-01-07") == ("глава МИД", office)
    assert roles(_person("Арсен Волдин", "Министр иностранных дел"), "2022-01-07") == ("Министр иностранных дел",)
    assert roles(_person("Арсен Волдин"), None) == ()  # whether he was in office is not known
    assert roles(_person("Марта Кесслер"), None) == ("президент",)


def test_cells_may_hold_line_breaks_of_any_kind(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text('name,role\n"Арсен Волдин","министр\u2028и посол"\nИда Крон,президент\n', encoding="utf-8")
    assert [row.role for row in table.load(path).rows] == ["министр\u2028и посол", "президент"]


def test_only_people_are_linked(people: PeopleTable) -> None:
    body = Actor(id="a1", name="Марта Кесслер", type="organisation")
    assert people.link([body]) == (body,)


def test_a_table_may_have_a_name_alone(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("\ufeffname\nАрсен Волдин\n\n".encode())
    assert table.load(path).rows == (PersonRow(name="Арсен Волдин"),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", r"people\.csv, line 1: no column 'name'"),
        ("имя\nАрсен", "line 1: no column 'name'"),
        ("name,born\nАрсен,1960", "line 1: unknown column 'born'"),
        ("name,name\nАрсен,Волдин", "line 1: column 'name' stands twice"),
        ("name,qid\n,Q1", "line 2, column 'name': empty"),
        ("qid,name\nQ1", "line 2, column 'name': empty"),
        ("name,qid\nАрсен Волдин,\nИда Крон,101", "line 3, column 'qid': '101'"),
        ("name,country\nАрсен Волдин,VEL", "line 2, column 'country': 'VEL'"),
        ("name,from\nАрсен Волдин,весна", "line 2, column 'from': 'весна'"),
        ("name,to\nАрсен Волдин,2021-13", "line 2, column 'to': '2021-13'"),
        ("name,from,to\nАрсен Волдин,2022,2021-05", "line 2, column 'to': 2021-05 is before 2022"),
        ("name,qid\nВолдин, Арсен,Q1", "line 2: 3 cells under 2 columns"),
        ('name,qid\n"Арсен Волдин,Q1', "line 2"),
    ],
)
def test_a_wrong_table_is_refused_with_line_and_column(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        table.load(path)


def test_a_table_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("name\nАрсен Волдин\n".encode("cp1251"))
    with pytest.raises(DataError, match="not UTF-8"):
        table.load(path)


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        table.load(tmp_path / "nobody.csv")
