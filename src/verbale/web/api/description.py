"""The description of the API in OpenAPI: what django-ninja makes of the code, with what it cannot know of."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import msgspec

from verbale.store.reviewing.corrections import CitationChanges, MeetingChanges, StatementChanges
from verbale.types import Record
from verbale.web.api.problems import CONTENT_TYPE, Problem

_NAMED = "#/components/schemas/verbale.{name}"
# Fields whose values are nouns of ours, which pydantic does not know; in answers, and in bodies.
_SHAPES = {
    ("FullReport", "record"): (Record,),
    ("NewReview", "changes"): (StatementChanges, MeetingChanges, CitationChanges, None),
}
_EVERYWHERE = {
    400: "Cannot be parsed, or has more parameters than are taken.",
    422: "A parameter or a value that cannot be; `errors` may say which.",
    503: "The store is busy; Retry-After says when to come again.",
}
_WITH_KEY = {404: "There is no such item."}
_WITH_NAMES = {404: "Somebody or something that is named is not in the record."}
_READING = {304: "What `If-None-Match` names is still true."}
_WRITING = {
    401: "No token, or one that is not known, has expired or was revoked.",
    403: "A token without the scope, a user without the role, or a page of another site.",
    404: "There is no such item.",
    409: "The item has changed since it was seen.",
    413: "More than is taken.",
    415: "A body of another type.",
    429: "Too often; Retry-After says when to come again.",
}


def completed(schema: dict[str, Any]) -> dict[str, Any]:
    """``schema`` with the shapes of records and corrections, and every answer that is no success."""
    components = schema["components"]["schemas"]
    for (noun, name), kinds in _SHAPES.items():
        references, shapes = msgspec.json.schema_components(kinds, ref_template=_NAMED)
        components.update({f"verbale.{kind}": shape for kind, shape in shapes.items()})
        described = components[noun]["properties"][name]["description"]
        components[noun]["properties"][name] = {"anyOf": list(references), "description": described}
    problem = Problem.model_json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
    components.update(problem.pop("$defs"))
    components["Problem"] = problem
    for operations in schema["paths"].values():
        for method, operation in operations.items():
            _complete(operation, method)
    return schema


def _complete(operation: dict[str, Any], method: str) -> None:
    responses = operation["responses"]
    writes = method == "post"
    problems = _EVERYWHERE | (_WRITING if writes else {})
    if not writes:
        responses |= {status: {"description": text} for status, text in _READING.items()}
        names = {one["name"] for one in operation["parameters"]}
        if "key" in names:
            problems = problems | _WITH_KEY
        elif names & {"speaker", "target", "instrument", "one"}:
            problems = problems | _WITH_NAMES
    body = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    responses |= {status: {"description": text, "content": body} for status, text in sorted(problems.items())}
    for status, response in responses.items():
        if status == HTTPStatus.OK and not writes:
            response["headers"] = {"ETag": {"description": "For If-None-Match.", "schema": {"type": "string"}}}
