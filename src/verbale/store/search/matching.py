"""A search in the databases' own terms.

The terms of a :class:`Search` are letters and digits and nothing else, and stand in quotation marks here: nothing that
somebody types can become an operator.
"""

from __future__ import annotations

from verbale.store.search.parsing import Phrase, Search


def fts5(search: Search) -> str:
    """``search`` as an expression for SQLite's MATCH."""
    wanted = " AND ".join(f"({' OR '.join(map(_fts5_phrase, clause))})" for clause in search.wanted)
    if not search.unwanted:
        return wanted
    return f"({wanted}) NOT ({' OR '.join(map(_fts5_phrase, search.unwanted))})"


def tsquery(search: Search) -> str:
    """``search`` as the text of a PostgreSQL tsquery."""
    clauses = [f"({' | '.join(map(_tsquery_phrase, clause))})" for clause in search.wanted]
    return " & ".join([*clauses, *(f"!({_tsquery_phrase(phrase)})" for phrase in search.unwanted)])


def _fts5_phrase(phrase: Phrase) -> str:
    return " OR ".join(f'"{" ".join(terms)}"' for terms in phrase.readings)


def _tsquery_phrase(phrase: Phrase) -> str:
    readings = (" <-> ".join(f"'{term}'" for term in terms) for terms in phrase.readings)
    return " | ".join(f"({reading})" for reading in readings)
