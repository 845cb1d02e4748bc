"""How a word for a meeting stands in its clause: what governs it, in which tense, and who and where beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from verbale.extract.meetings.towns import Towns
from verbale.extract.meetings.words import Channel, Lexicon, MeetingNoun, MeetingVerb
from verbale.extract.naming import NamingService
from verbale.extract.nominals import NOUNS, Nominals
from verbale.extract.view import View
from verbale.types import MeetingKind, Name, Span, TimeExpression, Token

Relation = Literal["verb", "happens", "held", "within", "after", "before", "other"]
Tense = Literal["past", "present", "future"]


@dataclass(slots=True)
class Text:
    """One report with all that the rules look things up in."""

    view: View
    nominals: Nominals
    words: Lexicon
    names: NamingService
    times: tuple[TimeExpression, ...]
    published: str | None
    towns: Towns
    times_in: dict[int, list[TimeExpression]] = field(default_factory=dict)  # by parse unit

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The report's tokens."""
        return self.view.tokens

    paragraph_lemmas: dict[int, frozenset[str]] = field(default_factory=dict)  # by paragraph, filled when asked for

    def paragraph_has(self, index: int, lemmas: frozenset[str]) -> bool:
        """Whether a token's paragraph holds one of ``lemmas``."""
        number = self.view.paragraph(index)
        if number not in self.paragraph_lemmas:
            inside = self.view.tokens_in(self.view.annotation.paragraphs[number])
            self.paragraph_lemmas[number] = frozenset(self.tokens[i].lemma for i in inside)
        return not lemmas.isdisjoint(self.paragraph_lemmas[number])


class Frame:
    """A trigger with its grammar. ``kind`` and ``entry`` are the data file's."""

    def __init__(self, text: Text, index: int, entry: MeetingNoun | MeetingVerb | Channel) -> None:
        self.text = text
        self.index = index
        self.trigger = index  # the token that stands for the meeting; of a channel the verb it goes with
        self.entry = entry
        self.date: str | None = None  # when it is, once known
        self.view = text.view
        self.tokens = text.view.tokens
        self.around = text.words.around
        self.is_verb = isinstance(entry, MeetingVerb)

    @property
    def token(self) -> Token:
        """The trigger."""
        return self.tokens[self.index]

    @cached_property
    def kind(self) -> MeetingKind:
        """The kind that the data file gives, or that an attribute makes («телефонные переговоры»)."""
        if isinstance(self.entry, Channel):
            return "call"
        if isinstance(self.entry, MeetingNoun):
            for attribute in self.attributes:
                if (form := self.entry.forms.get(self.tokens[attribute].lemma)) is not None:
                    return form
        return self.entry.kind

    @property
    def gathering(self) -> MeetingKind | None:
        """The kind where not just single parties meet; None for a word of one kind only."""
        return None if isinstance(self.entry, Channel) else self.entry.gathering

    def case(self, index: int) -> str | None:
        """The case of a token, None where it shows none."""
        return self.tokens[index].feats.get("Case")

    @cached_property
    def attributes(self) -> tuple[int, ...]:
        """The adjectives and participles before a noun, and participles that hang on it after a comma."""
        if self.is_verb:
            return ()
        before = list(self.text.nominals.attributes(self.index))
        behind = [
            child
            for child in self.view.children[self.index]
            if child not in before and self.text.nominals.is_participle(self.tokens[child])
        ]
        return tuple(before + behind)

    @cached_property
    def attribute_lemmas(self) -> frozenset[str]:
        """Their lemmas."""
        return frozenset(self.tokens[i].lemma for i in self.attributes)

    @cached_property
    def phrase_end(self) -> int:
        """The end of the noun's phrase with genitives, titles, partners, places; a verb's own end."""
        if self.is_verb:
            return self.index + 1
        around = self.around
        return self.text.nominals.right(
            self.index, around.partner_preposition | around.place_preposition | around.topic_preposition
        )

    @cached_property
    def carriers(self) -> tuple[int, ...]:
        """The nouns that carry the meeting, nearest first: «в ходе X», «участники X», «по итогам X»."""
        if self.is_verb:
            return ()
        found: list[int] = []
        node = self.index
        for head in self.text.nominals.heads(self.index):
            if self.tokens[head].upos not in NOUNS or self.tokens[node].deprel not in ("nmod", "conj", "fixed"):
                break
            if self.tokens[node].deprel == "nmod":
                found.append(head)
            node = head
        return tuple(found)

    @cached_property
    def preposition(self) -> str | None:
        """The preposition before the meeting or before the noun that carries it in time («в ходе X»)."""
        if self.is_verb:
            return None
        if (own := self._case(self.index)) is not None:
            return own
        if self.carriers and self.lead in ("within", "after"):
            return self._case(self.carriers[0])
        return None

    def _case(self, index: int) -> str | None:
        """The preposition of a noun as printed in lower case, of several words where it is one («в ходе»)."""
        for head in self.text.nominals.heads(index):
            if not self.tokens[index].deprel.startswith("flat"):
                break
            index = head
        for child in self.view.children[index]:
            if self.tokens[child].deprel == "case":
                more = [c for c in self.view.children[child] if self.tokens[c].deprel == "fixed" and c > child]
                return " ".join(self.tokens[i].text.lower() for i in (child, *more))
        left = self.text.nominals.left(index) - 1
        if left >= self.view.clause(index).first and self.tokens[left].upos == "ADP":
            return self.tokens[left].text.lower()
        return None

    @cached_property
    def lead(self) -> Literal["within", "after"] | None:
        """What the carrying noun says of the time of the clause."""
        if not self.carriers or self._case(self.index) is not None:
            return None
        lemma = self.tokens[self.carriers[0]].lemma
        if lemma in self.around.within:
            return "within"
        return "after" if lemma in self.around.after else None

    @cached_property
    def predicate(self) -> int | None:
        """The verb that governs the meeting; None where there is none.

        A verb behind a conjunction that follows the meeting («на встрече он заявил, что уйдет») is not it, whatever the
        parse says: its own governor is.
        """
        if self.is_verb:
            return self.index
        heads = self.text.nominals.heads(self.index)
        found = next((head for head in heads if self.is_predicate(head) and not self._behind_conjunction(head)), None)
        return self._of_its_clause(found) if found is not None else None

    def _of_its_clause(self, verb: int) -> int:
        """«…, заявил он на X»: a verb of saying nearer to the meeting than ``verb``; «на X он заявил, сообщили Y»: not Y's."""
        nearer = [c for c in self.view.children[verb] if verb < c < self.index and self.tokens[c].deprel == "parataxis"]
        if nearer and self.is_predicate(nearer[-1]):
            return nearer[-1]
        token = self.tokens[verb]
        if token.deprel == "parataxis" and token.head >= 0 and self.is_predicate(token.head):
            between = range(self.index + 1, verb)
            if token.head < self.index and any(self.tokens[i].text == "," for i in between):
                return token.head
        return verb

    def _behind_conjunction(self, verb: int) -> bool:
        marks = (c for c in self.view.children[verb] if self.tokens[c].deprel == "mark")
        return self.tokens[verb].head >= 0 and any(self.index < mark < verb for mark in marks)

    def is_predicate(self, index: int) -> bool:
        """Whether a token is a verb form or short participle that heads a clause."""
        token = self.tokens[index]
        return token.upos in ("VERB", "AUX") or (token.upos == "ADJ" and token.feats.get("Variant") == "Short")

    @cached_property
    def governor(self) -> int | None:
        """The verb or noun that the meeting hangs on directly or as part of a coordination."""
        node = self.index
        for head in self.text.nominals.heads(self.index):
            if self.tokens[node].deprel != "conj" or self.tokens[head].upos not in NOUNS or self.is_verb:
                return head
            node = head
        return None

    @cached_property
    def relation(self) -> Relation:
        """How the meeting stands to its predicate."""
        if self.is_verb:
            return "verb"
        if (own := self._own_relation()) is not None:
            return own
        if self._told_by_attribute():
            return "happens"
        if self.lead is not None:
            start = self._case(self.carriers[0])
            return "before" if start in self.around.before_preposition else self.lead
        preposition = self.preposition
        if preposition in self.around.within_preposition and not self._is_goal():
            return "within"
        if self.governor is not None and self.tokens[self.governor].lemma in self.around.participate:
            return "within"
        if self.is_come_to or self.has_floor:
            return "within"
        if preposition in self.around.after_preposition:
            return "after"
        if preposition in self.around.before_preposition:
            return "before"
        return "other"

    def _own_relation(self) -> Relation | None:
        """By the verb that the meeting is the subject or object of, also through «проведение X»."""
        node = self.index
        if (
            self._case(node) is None
            and self.carriers
            and self.tokens[self.carriers[0]].lemma in self.around.holding_noun
        ):
            node = self.carriers[0]
        for head in self.text.nominals.heads(node):
            if self.tokens[node].deprel != "conj" or self.tokens[head].upos not in NOUNS:
                break
            node = head
        head = self.tokens[node].head
        if head < 0 or not self.is_predicate(head) or self._case(node) is not None:
            return None
        lemma, deprel = self.tokens[head].lemma, self.tokens[node].deprel
        passive = deprel == "nsubj:pass" or (deprel == "nsubj" and self.tokens[head].feats.get("Voice") != "Act")
        if (deprel == "nsubj" or passive) and lemma in self.around.happen:
            return "happens"
        if passive and lemma in self.around.postpone | self.around.cancel:
            return "happens"
        if (deprel == "obj" or passive) and lemma in self.around.hold:
            return "held"
        return None

    @cached_property
    def is_come_to(self) -> bool:
        """«собрались на заседание»: «на» with the accusative behind a verb of coming."""
        comes = self.predicate is not None and self.tokens[self.predicate].lemma in self.around.gather
        return comes and self.preposition in self.around.to_preposition and self._is_goal()

    @cached_property
    def has_floor(self) -> bool:
        """«выступил в Ассамблее Союза»."""
        if self.predicate is None or self.tokens[self.predicate].lemma not in self.around.floor or self.is_verb:
            return False
        at_it = self.preposition in self.around.speech_preposition and self.case(self.index) == "Loc"
        return at_it and self.lead is None

    def _is_goal(self) -> bool:
        """«рассчитывает на встречу»: «на» with the accusative."""
        return len(self.preposition or "") <= 2 and self.case(self.index) == "Acc"

    def _told_by_attribute(self) -> bool:
        """«состоявшаяся вчера встреча», «встреча, назначенная на среду»."""
        told = self.around.happen | self.around.past_attribute | self.around.future_attribute | self.around.postpone
        return bool(self.attribute_lemmas & (told | self.around.cancelled_attribute)) or any(
            self.tokens[child].deprel == "acl:relcl" and self.tokens[child].lemma in self.around.happen
            for child in self.view.children[self.index]
        )

    @cached_property
    def happening_verb(self) -> int | None:
        """The verb or participle that says that, or when, the meeting takes place."""
        if self.is_verb:
            return self.index
        for child in (*self.attributes, *self.view.children[self.index]):
            token = self.tokens[child]
            if token.upos == "VERB" and token.lemma in self.around.happen | self.around.hold and token.deprel != "conj":
                return child
        return self.predicate if self.relation in ("happens", "held") else None

    @cached_property
    def is_plural(self) -> bool:
        """Whether a noun trigger stands in the plural."""
        return self.token.feats.get("Number") == "Plur"

    @property
    def hosts(self) -> tuple[int, ...]:
        """The nouns that a meeting's partners and owners hang on: the trigger, and «переговоров» of «раунд переговоров»."""
        return (self.index,) if self.round_of is None else (self.index, self.round_of)

    @cached_property
    def round_of(self) -> int | None:
        """The word for a meeting right behind «раунд» in the genitive: «раунд прямых переговоров»."""
        if not isinstance(self.entry, MeetingNoun) or self.entry.needs != "of_meeting":
            return None
        run = self.text.nominals.noun_run(self.index + 1, "Gen") if self.index + 1 < len(self.tokens) else None
        inner = self.text.words.nouns.get(self.tokens[run.head].lemma) if run is not None else None
        told = run is not None and inner is not None and inner.kind == self.entry.kind and self.case(run.head) == "Gen"
        return run.head if told and run is not None else None

    def name_around(self) -> Name | None:
        """The proper name that the trigger is a part of."""
        return self.text.view.name_at.get(self.index)

    @property
    def span(self) -> Span:
        """Where the trigger stands."""
        return self.tokens[self.trigger].span
