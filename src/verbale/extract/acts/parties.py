"""To whom a statement was said, and towards whom its act is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from verbale.extract.acts import words
from verbale.extract.acts.views import nominals_of
from verbale.extract.acts.words import Words
from verbale.extract.nominals import Nominals
from verbale.extract.view import View
from verbale.language import lexicon
from verbale.language.lexicon import Cue, Lexicon
from verbale.types import Act, Annotation, Span

OBJECTS = frozenset({"obj", "iobj", "obl", "nmod", "obl:agent"})
NOUNS = frozenset({"NOUN", "PROPN"})
CASES = {"acc": "Acc", "dat": "Dat", "gen": "Gen"}
WRONGS = frozenset({"violence", "wrongdoing"})


class _Scene(msgspec.Struct, frozen=True, kw_only=True):
    """The spans of a statement as tokens, with what the rules ask of."""

    view: View
    nominals: Nominals
    table: Words
    lexicon: Lexicon
    cue: range
    content: tuple[range, ...]
    source: range

    def groups(self, index: int) -> frozenset[str]:
        return self.table.of(self.view.tokens[index].lemma)

    def entries(self) -> Iterator[tuple[int, Cue]]:
        for index in self.cue:
            found = self.lexicon.single(self.view.tokens[index])
            if found is not None:
                yield index, found

    def in_content(self, index: int) -> bool:
        return any(index in part for part in self.content)

    def preposition(self, index: int) -> frozenset[str]:
        """The groups of a nominal's preposition; empty where it has none."""
        case = self.view.case_of(index)
        return self.table.of(case) if case is not None else frozenset()

    def somebody(self, index: int) -> bool:
        """Whether a token heads a mention of a person, state or body."""
        token = self.view.tokens[index]
        if token.upos not in NOUNS or index in self.source:
            return False
        named = index in self.view.name_kind or token.lemma in self.lexicon.bodies
        return named or token.feats.get("Animacy") == "Anim" or token.lemma in self.lexicon.outlet_nouns

    def phrase(self, index: int) -> Span:
        """The noun phrase that a token heads, without its preposition; from outside it does not reach into the content."""
        last = self.nominals.right(index)
        if not self.in_content(index):
            last = min([last, *(part.start for part in self.content if part.start > index)])
        return self.view.span(self.nominals.left(index), last)

    def children(self, index: int, *cases: str) -> Iterator[int]:
        """The objects of a word that name somebody, in these cases or without one (indeclinable names)."""
        for child in self.view.children[index]:
            token = self.view.tokens[child]
            fits = token.feats.get("Case") in {*cases, None} or "Case" not in token.feats
            if token.deprel in OBJECTS and fits and self.somebody(child):
                yield child


def _scene(annotation: Annotation, cue: Span | None, source: Span | None, content: Sequence[Span]) -> _Scene:
    nominals = nominals_of(annotation)
    view = nominals.view
    nothing = range(0)
    return _Scene(
        view=view,
        nominals=nominals,
        table=words.load(annotation.language),
        lexicon=lexicon.load(annotation.language),
        cue=view.tokens_in(cue) if cue is not None else nothing,
        content=tuple(view.tokens_in(span) for span in content),
        source=view.tokens_in(source) if source is not None else nothing,
    )


# --- to whom -------------------------------------------------------------------


def addressee(annotation: Annotation, cue: Span | None, source: Span | None, content: tuple[Span, ...]) -> Span | None:
    """The mention of whom the words were said to («сообщил журналистам»); None where the report does not say."""
    scene = _scene(annotation, cue, source, content)
    for rule in ADDRESSEES:
        index = next(rule(scene), None)
        if index is not None:
            return scene.phrase(index)
    return None


def told(scene: _Scene) -> Iterator[int]:
    """«Министр сообщил [журналистам], что …»."""
    for index, entry in scene.entries():
        if entry.addressee:
            for child in scene.children(index, CASES[entry.addressee]):
                if not scene.in_content(child) and not scene.preposition(child):
                    yield child


def turned_to(scene: _Scene) -> Iterator[int]:
    """«Президент обратился к [гражданам]: …»."""
    for index in scene.cue:
        if "turning_to" in scene.groups(index):
            for child in scene.children(index, "Dat"):
                if "to" in scene.preposition(child) and not scene.in_content(child):
                    yield child


def talked_with(scene: _Scene) -> Iterator[int]:
    """«… сказал он в беседе с [послом]», «… в интервью [газете]»."""
    for index in scene.cue:
        for child in scene.view.children[index]:
            if scene.in_content(child) or not scene.groups(child) & {"talking_with", "turning_to"}:
                continue
            for partner in scene.view.children[child]:
                token = scene.view.tokens[partner]
                with_them = token.feats.get("Case") == "Ins" and "with" in scene.preposition(partner)
                to_them = token.feats.get("Case") == "Dat"
                if scene.somebody(partner) and (with_them or to_them):
                    yield partner


_Finder = Callable[[_Scene], Iterator[int]]
ADDRESSEES: tuple[_Finder, ...] = (told, turned_to, talked_with)


# --- towards whom -----------------------------------------------------------------


def target(
    annotation: Annotation, cue: Span | None, source: Span | None, content: tuple[Span, ...], act: Act
) -> Span | None:
    """The mention of the state, body or person that the act is towards; None where the report does not name it."""
    if act == "COMMENT":
        return None
    scene = _scene(annotation, cue, source, content)
    for rule in TARGETS.get(act, ()):
        index = next(rule(scene), None)
        if index is not None:
            return scene.phrase(index)
    return None


def object_of_cue(scene: _Scene) -> Iterator[int]:
    """«призвал [соседей] вывести войска», «потребовал от [кабинета] ответа», «раскритиковал [министра]»."""
    for index, entry in scene.entries():
        if entry.act == "COMMENT":
            continue
        for child in scene.children(index, "Acc", "Dat", "Gen"):
            groups = scene.preposition(child)
            bare = scene.view.case_of(child) is None
            if (bare and scene.view.tokens[child].feats.get("Case") != "Gen") or "prepositions_of_demand" in groups:
                yield child


def first_of_content(scene: _Scene) -> Iterator[int]:
    """«предлагает [НАТО отказаться от приема]»: a name that opens the content before its infinitive."""
    for part in scene.content:
        for index in part:
            token = scene.view.tokens[index]
            if token.feats.get("VerbForm") == "Inf":
                return
            if scene.somebody(index) and scene.view.case_of(index) is None:
                yield index


def wrongdoer(scene: _Scene) -> Iterator[int]:
    """«[Велария] нарушила договор»: the subject of what is blamed."""
    for index in _content(scene):
        groups = scene.groups(index)
        if groups & {*WRONGS, "perpetrate", "duty", "charged"}:
            subject = scene.view.subject_of(index)
            if subject is not None and scene.somebody(subject) and scene.in_content(subject):
                yield subject


def obliged(scene: _Scene) -> Iterator[int]:
    """«[Велария] должна уйти», «[Веларии] следует уйти»."""
    for index in _content(scene):
        if "obligation" not in scene.groups(index):
            continue
        subject = scene.view.subject_of(index)
        if subject is not None and scene.somebody(subject) and scene.in_content(subject):
            yield subject
        for child in scene.children(index, "Dat"):
            if scene.view.tokens[child].feats.get("Case") == "Dat":
                yield child


def company(scene: _Scene) -> Iterator[int]:
    """«готовы к переговорам с [Веларией]», «санкции против [Веларии]»."""
    for index in _content(scene):
        if scene.somebody(index) and "prepositions_of_company" in scene.preposition(index):
            yield index


def praised(scene: _Scene) -> Iterator[int]:
    """«[Дорн] — великий артист»: the subject of a judgement."""
    for index in _content(scene):
        if scene.groups(index) & {"praise", "esteem", "infamy", "culprit", "illegal"}:
            for head in (index, scene.view.tokens[index].head):
                subject = scene.view.subject_of(head) if head >= 0 else None
                if subject is not None and scene.somebody(subject) and scene.in_content(subject):
                    yield subject


def _content(scene: _Scene) -> Iterator[int]:
    for part in scene.content:
        yield from part


TARGETS: dict[Act, tuple[_Finder, ...]] = {
    "REQUEST": (object_of_cue, first_of_content, obliged, company),
    "ACCUSE": (object_of_cue, wrongdoer, praised, company),
    "SUPPORT": (object_of_cue, praised, company),
    "AGREE": (object_of_cue, company),
    "REJECT": (object_of_cue, company),
    "THREATEN": (object_of_cue, company),
    "CONCEDE": (object_of_cue, company),
    "CONSULT": (company,),
}
