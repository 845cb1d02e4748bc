from __future__ import annotations

import io
import json

import followthemoney
import msgspec
import pytest

from verbale.export import formats

MODEL = followthemoney.model


def entities_of(*records):
    out = io.BytesIO()
    formats.write(formats.get("ftm"), records, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def checked(entities):
    """The proxies of entities that the model finds valid; each reference leads to one of a schema that it may."""
    proxies = {}
    for entity in entities:
        MODEL.get(entity["schema"]).validate(entity)
        proxy = MODEL.get_proxy(entity, cleaned=False)
        for name, values in entity["properties"].items():
            assert sorted(proxy.get(name)) == sorted(values)
        proxies[proxy.id] = proxy
    for proxy in proxies.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert proxies[value].schema.is_a(prop.range), (proxy.schema.name, prop.name)
    return proxies


def by_schema(entities, schema):
    return [entity for entity in entities if entity["schema"] == schema]


def test_entities_are_valid_and_refer_to_each_other(talks):
    linked = msgspec.structs.replace(talks.statements[3], target_actor="a2")
    entities = entities_of(msgspec.structs.replace(talks, statements=(*talks.statements[:3], linked)))
    checked(entities)
    (article,) = by_schema(entities, "Article")
    people = {entity["properties"]["name"][0]: entity for entity in by_schema(entities, "Person")}
    assert article["properties"]["bodyText"] == [talks.report.text.strip()]
    assert article["properties"]["publishedAt"] == ["2031-05-12T07:30:00"]
    assert people["Арсен Волдин"]["properties"]["position"] == ["Министр иностранных дел Веларии"]
    assert len(by_schema(entities, "Mention")) == 2
    assert [event["properties"]["date"] for event in by_schema(entities, "Event")] == [["2031-05-17"], ["2031-05-20"]]
    note = by_schema(entities, "Note")[3]
    assert note["properties"]["entity"] == [people["Арсен Волдин"]["id"]]
    assert "Лимарский договор" in note["properties"]["keywords"]
    (link,) = by_schema(entities, "UnknownLink")
    assert (link["properties"]["role"], link["properties"]["object"]) == (["REJECT"], [people["Ида Крон"]["id"]])


@pytest.mark.parametrize(
    ("fields", "schema", "country"),
    [
        ({"type": "organisation", "country": "RUS", "code": "RUSGOV"}, "PublicBody", "ru"),
        ({"type": "organisation", "country": "GBR", "code": "GBRBUS"}, "Company", "gb"),
        ({"type": "organisation", "code": "NATO"}, "Organization", None),
        ({"type": "organisation", "country": "QAT"}, "Organization", "qa"),
        ({"type": "state", "country": "XKX", "code": "XKX"}, "PublicBody", "xk"),
        ({"type": "group"}, "Organization", None),
        ({"type": "place", "country": "BEL"}, "Address", "be"),
        ({"type": "person", "country": "XXX"}, "Person", None),
    ],
)
def test_actors_have_a_schema_and_a_country(talks, fields, schema, country):
    actor = msgspec.structs.replace(talks.actors[0], **fields)
    entities = entities_of(msgspec.structs.replace(talks, actors=(actor,), statements=(), meetings=()))
    checked(entities)
    assert entities[1]["schema"] == schema
    assert entities[1]["properties"].get("country", [None]) == [country]


def test_a_document_that_speaks_is_only_named(talks):
    actor = msgspec.structs.replace(talks.actors[0], type="document")
    entities = entities_of(msgspec.structs.replace(talks, actors=(actor,)))
    checked(entities)
    assert by_schema(entities, "Person") == []
    assert by_schema(entities, "Note")[0]["properties"]["name"] == ["Арсен Волдин"]


def test_ids_are_stable_and_people_of_wikidata_are_one(talks):
    assert entities_of(talks) == entities_of(talks)
    other = msgspec.structs.replace(talks, report=msgspec.structs.replace(talks.report, sha256="1" * 64))
    assert not {e["id"] for e in entities_of(talks)} & {e["id"] for e in entities_of(other)}
    known = [
        msgspec.structs.replace(record, actors=(msgspec.structs.replace(talks.actors[0], qid="Q42"),))
        for record in (talks, other)
    ]
    first, second = by_schema(entities_of(*known), "Person")
    assert first["id"] == second["id"]
    assert first["properties"]["wikidataId"] == ["Q42"]


def test_a_long_text_is_whole(talks):
    text = "Слово. " * 30_000
    record = msgspec.structs.replace(talks, report=msgspec.structs.replace(talks.report, text=text))
    (article,) = by_schema(entities_of(record), "Article")
    assert article["properties"]["bodyText"] == [text.strip()]
    checked([article])


def test_marks_are_no_names_and_no_places(talks):
    actor = msgspec.structs.replace(talks.actors[0], name="—", aliases=("«»",))
    meeting = msgspec.structs.replace(talks.meetings[0], place="\u200b,;")
    entities = entities_of(msgspec.structs.replace(talks, actors=(actor,), meetings=(meeting,)))
    checked(entities)
    assert by_schema(entities, "Person") == []
    assert "location" not in by_schema(entities, "Event")[0]["properties"]
