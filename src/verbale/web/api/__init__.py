"""The API: the record for other programs, under ``/api/v1/``; ``docs/api.md`` says how to use it.

::

    application.py   the API as a whole and its addresses
    envelope.py      what all answers have in common: errors in one shape, entity tags, who may read from where
    problems.py      errors as answers
    description.py   the description in OpenAPI
    fields.py        parameters of requests
    bearer.py        who may write
    <topic>.py       addresses of a topic, and the nouns that they answer with
"""
