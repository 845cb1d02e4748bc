"""Which state or international organisation a body or a person belongs to, with CAMEO and PLOVER codes.

An international organisation has its own code; whoever belongs to a state gets the state's ISO 3166 alpha-3 code, and with
a sector that is known the code of both («RUSGOV»), as CAMEO writes actors.
"""

from __future__ import annotations

from verbale.extract.actors.bodies import Bodies, Body
from verbale.extract.actors.countries import Countries
from verbale.extract.actors.entities import Entity
from verbale.extract.actors.phrases import Phrase
from verbale.extract.actors.words import Words
from verbale.extract.view import View


class Affiliations:
    """States and codes of one text's bodies and people."""

    def __init__(self, view: View, words: Words, states: Countries, bodies: Bodies) -> None:
        self.tokens = view.tokens
        self.words = words
        self.states = states
        self.bodies = bodies

    def code_of_body(self, body: Body) -> str | None:
        """The code of an international organisation, or the state's with the sector; None where the data have neither."""
        if body.known is None or body.known.code is not None:
            return body.known.code if body.known is not None else None
        return body.state + body.known.sector if body.state is not None and body.known.sector is not None else None

    def join(self, entity: Entity, role: Phrase, titles: set[str]) -> None:
        """Notes what a person's title says: «министр иностранных дел Веларии», «генсек НАТО»."""
        state, organisation = self._belonging(role)
        if entity.country is None and entity.code is None:
            entity.country = state
            entity.code = organisation
        if entity.country is not None and entity.code is None:
            sector = self._sector(titles)
            entity.code = entity.country + sector if sector is not None else None

    def _belonging(self, role: Phrase) -> tuple[str | None, str | None]:
        """The state that a title names (also through one of its bodies), and the code of an organisation it names."""
        for index in range(role.first, role.last):
            mention = self.bodies.at.get(index)
            if mention is not None and mention.body is not None:
                known = mention.body.known
                if known is not None and known.code is not None:
                    return None, known.code
                if mention.body.state is not None:
                    return mention.body.state, None
            token = self.tokens[index]
            if token.upos == "ADJ":
                state = self.states.of_adjective(token.lemma)
            else:
                state = self.states.code(token.lemma) or self.states.code(token.text)
            if state is not None:
                return state, None
        return None, None

    def _sector(self, titles: set[str]) -> str | None:
        """The sector of the longest title that has one: «министр обороны» before «министр»."""
        known = sorted(
            (title for title in titles if title in self.words.sectors), key=lambda title: (-len(title), title)
        )
        return self.words.sectors[known[0]] if known else None
