"""Whether the clause around an expression speaks of the past or of the future."""

from __future__ import annotations

from typing import Literal

from verbale.extract.times.reading import Reading
from verbale.types import Token

Tense = Literal["past", "future"]

_CLIMB = 10  # steps up the tree; a date hangs on its verb, or on a noun or infinitive under it
_AUXILIARY_REACH = 6  # tokens between an auxiliary and its verb
_VERBAL = frozenset({"VERB", "AUX"})


def tense_at(r: Reading, i: int) -> Tense | None:
    """The tense of the clause that atom ``i`` stands in, ``None`` where the parse does not tell.

    A past form of planning (запланировали, должна была) and an infinitive under it speak of the future. Converbs and
    present participles share the tense of what they hang on.
    """
    tokens = r.annotation.tokens
    index = r.token_index(i)
    planned = False
    for _ in range(_CLIMB):
        if index < 0:
            return None
        token = tokens[index]
        willing = planned or token.upos == "ADJ"
        if token.lemma in r.lexicon.planning or (willing and token.lemma in r.lexicon.willing):
            return "future"
        if token.upos in _VERBAL or token.feats.get("VerbForm") == "Part":
            form = token.feats.get("VerbForm")
            if form == "Inf":
                planned = True
            elif form == "Part" and token.feats.get("Tense") == "Pres":
                planned = False
            elif form != "Conv":
                return _of_verb(r, index, token, planned=planned)
        if token.head == index:
            return None
        index = token.head
    return None


def _of_verb(r: Reading, index: int, token: Token, *, planned: bool) -> Tense | None:
    if token.feats.get("Tense") == "Fut" or _has_future_auxiliary(r, index):
        return "future"
    if token.feats.get("Tense") == "Past":
        return "past"
    return "future" if planned else None


def _has_future_auxiliary(r: Reading, index: int) -> bool:
    tokens = r.annotation.tokens
    first, last = max(index - _AUXILIARY_REACH, 0), min(index + _AUXILIARY_REACH, len(tokens))
    return any(
        token.head == index and r.lexicon.has_role(token.text, "future")
        for token in tokens[first:last]
        if token.upos in _VERBAL
    )
