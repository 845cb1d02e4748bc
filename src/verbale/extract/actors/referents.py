"""Which entity each token of a report mentions."""

from __future__ import annotations

from verbale.extract.actors.affiliations import Affiliations
from verbale.extract.actors.bodies import Bodies, Body
from verbale.extract.actors.entities import Entity
from verbale.extract.actors.people import People, Person


class Referents:
    """The entities of one text by the tokens, people and bodies they stand for."""

    def __init__(self, people: People, bodies: Bodies, affiliations: Affiliations) -> None:
        self.people = people
        self.bodies = bodies
        self.affiliations = affiliations
        self.at: dict[int, Entity] = {}  # token -> entity
        self._of_person: dict[int, Entity] = {}
        self._of_body: dict[int, Entity] = {}

    def mentioned(self, index: int) -> Entity | None:
        """The entity that a token mentions; of a name also before the pass reaches it."""
        person = self.people.at.get(index)
        if person is not None:
            return self.of_person(person)
        mention = self.bodies.at.get(index)
        return self.of_body(mention.body) if mention is not None and mention.body is not None else self.at.get(index)

    def of_person(self, person: Person) -> Entity:
        """A person's entity, made at the first need of it."""
        entity = self._of_person.get(id(person))
        if entity is None:
            entity = self._of_person[id(person)] = Entity("person", person.name, person.gender, person=person)
        return entity

    def of_body(self, body: Body) -> Entity:
        """A body's entity, made at the first need of it."""
        entity = self._of_body.get(id(body))
        if entity is None:
            entity = Entity("organisation", body.name, body.gender, body.plural, body=body)
            entity.country = body.state
            entity.code = self.affiliations.code_of_body(body)
            self._of_body[id(body)] = entity
        return entity
