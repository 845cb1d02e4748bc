"""Where a meeting is."""

from __future__ import annotations

from verbale.extract.meetings.frames import Frame
from verbale.extract.meetings.parties import partner_heads
from verbale.extract.nominals import NOUNS
from verbale.types import Span

ONLINE = "online"


def is_online(frame: Frame) -> bool:
    """«виртуальная встреча», «переговоры по видеосвязи», «саммит в режиме видеоконференции»."""
    online = frame.around.online
    if frame.attribute_lemmas & online or frame.token.lemma in online:
        return True
    hosts = [frame.index] if frame.happening_verb is None else [frame.index, frame.happening_verb]
    for host in hosts:
        for child in frame.view.children[host]:
            token = frame.tokens[child]
            if token.upos not in NOUNS | {"X"}:
                continue
            forms = [c for c in frame.view.children[child] if frame.tokens[c].upos in NOUNS and frame.case(c) == "Gen"]
            if any(frame.tokens[m].lemma in online for m in (child, *forms)):
                return True
    return False


def place_of(frame: Frame, direction: bool) -> Span | None:
    """The place, or where a visit goes to (``direction``): in the phrase, else beside the verb that tells the meeting."""
    if direction and (visited := _object_place(frame)) is not None:
        return visited
    cases = ("Acc", "Loc", "Dat") if direction else ("Loc",)
    hosts = [frame.index]
    if frame.happening_verb is not None:
        hosts.append(frame.happening_verb)
        hosts += _next_happening(frame, frame.happening_verb)
    if frame.predicate is not None and (direction or frame.relation in ("within", "happens")) and not frame.is_verb:
        hosts.append(frame.predicate)
    for host in hosts:
        for child in _places_under(frame, host, cases):
            return child
    return _behind_manner(frame) or _behind_crowd(frame)


def _behind_crowd(frame: Frame) -> Span | None:
    """«на встрече с рыбаками в Тарске»: the town right behind those who were met, wherever the parse hangs it."""
    for head in partner_heads(frame):
        at = frame.text.nominals.right(head)
        if at + 1 >= frame.view.clause(head).last or frame.tokens[at].lemma not in frame.around.place_preposition:
            continue
        name = frame.text.view.name_at.get(at + 1)
        crowd = frame.tokens[head].feats.get("Number") == "Plur" and head not in frame.text.view.name_at
        if crowd and name is not None and name.kind == "LOC" and frame.case(at + 1) == "Loc":
            return name.span
    return None


def _behind_manner(frame: Frame) -> Span | None:
    """«встретились за закрытыми дверями в Тарске»: the parse hangs the town on the noun that says how."""
    verb = frame.happening_verb
    if verb is None or verb < frame.index:
        return None
    for child in frame.view.children[verb]:
        manner = frame.case(child) == "Ins" and frame.tokens[child].feats.get("Animacy") == "Inan"
        if manner and frame.view.case_of(child) not in frame.around.partner_preposition:
            for span in _places_under(frame, child, ("Loc",)):
                return span
    return None


def _next_happening(frame: Frame, verb: int) -> list[int]:
    """«встреча намечена на май и пройдет в Тарске»: the further verbs that it is the subject of."""
    if frame.is_verb or frame.relation not in ("happens", "held"):
        return []
    more = (c for c in frame.view.children[verb] if frame.tokens[c].deprel == "conj" and c > frame.index)
    return [c for c in more if frame.tokens[c].lemma in frame.around.happen and frame.view.subject_of(c) is None]


def place_of_court(frame: Frame, parties: list[Span]) -> Span | None:
    """The town in a court's name: «Заречный суд Тарска»; a state is no place of a hearing."""
    for span in parties:
        inside = frame.view.tokens_in(span)
        if not any(frame.tokens[i].lemma in frame.around.court for i in inside):
            continue
        behind = [i for i in (*inside, inside.stop) if i < len(frame.tokens) and i in frame.text.view.name_at]
        for index in behind:
            name = frame.text.view.name_at[index]
            token = frame.tokens[index]
            if token.upos == "PROPN" and frame.case(index) == "Gen" and name.kind == "LOC":
                actor = frame.text.names.actor_at(name.span)
                return name.span if actor is None or actor.country is None else None
    return None


def _object_place(frame: Frame) -> Span | None:
    """«посетил Веларию», «посетит Веларию с визитом»."""
    verb = frame.predicate
    if verb is None or frame.tokens[verb].lemma not in frame.text.words.verbs:
        return None
    for child in frame.view.children[verb]:
        name = frame.text.view.name_at.get(child)
        if frame.tokens[child].deprel == "obj" and name is not None and name.kind == "LOC":
            return name.span
    return None


def _places_under(frame: Frame, host: int, cases: tuple[str, ...]) -> list[Span]:
    """Named places, then venues, that hang on ``host`` by a preposition of place."""
    named: list[Span] = []
    towns: list[Span] = []
    venues: list[Span] = []
    queue = [c for c in frame.view.children[host] if frame.tokens[c].deprel != "conj"]
    seen: set[int] = set()
    while queue:
        child = queue.pop(0)
        if child in seen or child == frame.index:
            continue
        seen.add(child)
        token = frame.tokens[child]
        if token.upos not in NOUNS | {"X"} or frame.case(child) not in (*cases, None):
            continue
        preposition = frame.view.case_of(child)
        on_tour = "Acc" in cases and preposition in frame.around.tour_preposition
        if preposition not in frame.around.place_preposition and not on_tour:
            continue
        name = frame.text.view.name_at.get(child)
        if name is not None and name.kind == "LOC":
            named.append(name.span)
        elif _looks_like_town(frame, child):
            towns.append(token.span)
        elif token.lemma in frame.around.venue:
            venues.append(frame.view.span(frame.text.nominals.left(child), frame.text.nominals.right(child)))
        if token.lemma != frame.tokens[host].lemma:
            queue += [c for c in frame.view.children[child] if c > child and frame.tokens[c].deprel != "conj"]
    return named + towns + venues


def _looks_like_town(frame: Frame, index: int) -> bool:
    """«в Веларе», taken for an organisation or for nothing: a single name in the locative right behind «в»."""
    token, name = frame.tokens[index], frame.text.view.name_at.get(index)
    if token.upos != "PROPN" or not token.text.istitle() or frame.case(index) != "Loc" or index == 0:
        return False
    if name is not None and name.last - name.first > 1:
        return False
    known = token.lemma in frame.around.body | frame.text.words.triggers
    return not known and frame.tokens[index - 1].lemma in frame.around.speech_preposition
