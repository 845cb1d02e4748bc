from __future__ import annotations

import base64
import io
import json

import msgspec
import pytest
import rdflib

from verbale.export import formats, jsonld

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
SCHEMA = rdflib.Namespace("https://schema.org/")
RDF = rdflib.RDF


def document_of(*records):
    out = io.BytesIO()
    formats.write(formats.get("jsonld"), records, out)
    return out.getvalue()


def graph_of(*records):
    return rdflib.Graph().parse(data=document_of(*records), format="json-ld")


@pytest.fixture
def graph(talks):
    return graph_of(talks)


def test_an_article_bears_the_hash_of_its_text(talks, graph):
    (article,) = graph.subjects(RDF.type, SCHEMA.NewsArticle)
    digest = base64.urlsafe_b64encode(bytes.fromhex(talks.report.sha256)).rstrip(b"=").decode()
    assert str(article) == f"ni:///sha-256;{digest}"
    assert graph.value(article, SCHEMA.articleBody) == rdflib.Literal(talks.report.text)
    assert graph.value(article, SCHEMA.url) == rdflib.URIRef(talks.report.url)


def test_quotations_say_who_and_where_from(talks, graph):
    (article,) = graph.subjects(RDF.type, SCHEMA.NewsArticle)
    quotations = {str(graph.value(node, SCHEMA.text)): node for node in graph.subjects(RDF.type, SCHEMA.Quotation)}
    assert set(quotations) == {" … ".join(statement.exact.content) for statement in talks.statements}
    assert set(graph.objects(None, PROV.wasQuotedFrom)) == {article}
    assert set(graph.objects(article, SCHEMA.hasPart)) == set(quotations.values())
    speaker = graph.value(quotations["вывести войска до 1 июня"], SCHEMA.spokenByCharacter)
    assert (speaker, RDF.type, SCHEMA.Person) in graph
    assert str(graph.value(speaker, SCHEMA.name)) == "Ида Крон"
    relay = graph.value(quotations["встреча пройдёт в Лимаре"], SCHEMA.spokenByCharacter)
    assert str(graph.value(relay, SCHEMA.name)) == "Полюс"


def test_both_selectors_lead_to_the_characters(talks, graph):
    text = talks.report.text
    selectors = list(graph.subject_objects(OA.hasSelector))
    spans = {(span.start, span.end) for statement in talks.statements for span in statement.content}
    found = set()
    for place in {place for place, _ in selectors}:
        both = list(graph.objects(place, OA.hasSelector))
        (position,) = [node for node in both if (node, RDF.type, OA.TextPositionSelector) in graph]
        (quote,) = [node for node in both if (node, RDF.type, OA.TextQuoteSelector) in graph]
        start, end = (graph.value(position, name).toPython() for name in (OA.start, OA.end))
        exact, prefix, suffix = (str(graph.value(quote, OA[name])) for name in ("exact", "prefix", "suffix"))
        assert (text[start:end], text[:start].endswith(prefix), text[end:].startswith(suffix)) == (exact, True, True)
        found.add((start, end))
    assert spans <= found


def test_annotations_have_the_quotation_as_their_body(talks, graph):
    for quotation in graph.subjects(RDF.type, SCHEMA.Quotation):
        (annotation,) = graph.subjects(OA.hasBody, quotation)
        assert (annotation, RDF.type, OA.Annotation) in graph
        assert list(graph.objects(annotation, OA.hasTarget))


def test_offsets_are_code_points(talks):
    text = "😀 " + talks.report.text
    moved = msgspec.structs.replace(talks.report, text=text)
    statement = talks.statements[2]
    span = type(statement.content[0])(statement.content[0].start + 2, statement.content[0].end + 2)
    record = msgspec.structs.replace(
        talks, report=moved, statements=(msgspec.structs.replace(statement, content=(span,), cue=None, source=None),),
        actors=(), meetings=(), instruments=(),
    )  # fmt: skip
    graph = graph_of(record)
    (start,), (end,) = graph.objects(None, OA.start), graph.objects(None, OA.end)
    assert text[start.toPython() : end.toPython()] == "вывести войска до 1 июня"


def test_events(graph):
    events = {str(graph.value(node, SCHEMA.name)): node for node in graph.subjects(RDF.type, SCHEMA.Event)}
    planned, cancelled = events["Talks: Велария, Остмарк"], events["Session: Совет Содружества"]
    assert str(graph.value(planned, SCHEMA.startDate)) == "2031-05-17"
    assert graph.value(planned, SCHEMA.eventStatus) == SCHEMA.EventScheduled
    assert graph.value(cancelled, SCHEMA.eventStatus) == SCHEMA.EventCancelled


def test_every_property_is_of_a_known_vocabulary(graph):
    known = ("https://schema.org/", "urn:verbale:", str(OA), str(PROV), str(RDF))
    assert all(str(name).startswith(known) for name in graph.predicates())


def test_the_same_report_twice_is_one_article(talks, graph):
    twice = graph_of(talks, talks)
    for kind in (SCHEMA.NewsArticle, SCHEMA.Quotation, SCHEMA.Event):
        assert set(twice.subjects(RDF.type, kind)) == set(graph.subjects(RDF.type, kind))


def test_no_records_are_an_empty_graph():
    assert len(graph_of()) == 0


def test_a_page_gets_it_without_the_text_and_the_places(talks):
    node = jsonld.article(talks, places=False)
    assert "articleBody" not in node
    assert [part["text"] for part in node["hasPart"]] == [" … ".join(one.exact.content) for one in talks.statements]
    assert b"selector" not in msgspec.json.encode(node)
    assert node["hasPart"][0]["@id"] == jsonld.article(talks)["hasPart"][0]["@id"]


def test_a_quotation_alone_names_its_speaker(talks):
    statement = talks.statements[3]
    graph = rdflib.Graph().parse(data=jsonld.embedded(jsonld.quotation(talks, statement)), format="json-ld")
    (quotation,) = graph.subjects(RDF.type, SCHEMA.Quotation)
    assert str(graph.value(graph.value(quotation, SCHEMA.spokenByCharacter), SCHEMA.name)) == statement.speaker
    assert graph.value(predicate=OA.hasBody, object=quotation) is not None


@pytest.mark.parametrize("text", ["</script><!--", "a & b", "\u2028\u2029", "\ud83d"])
def test_what_is_embedded_cannot_leave_its_element(text):
    embedded = jsonld.embedded({"name": text})
    assert not set("<>&\u2028\u2029") & set(embedded)
    assert json.loads(embedded)["name"] == text.replace("\ud83d", "\ufffd")
