"""Content as direct speech: a quotation before, after or around its attribution, over paragraphs too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from verbale.extract.statements.cues import CueHit
from verbale.extract.statements.drafts import Draft
from verbale.extract.statements.spans import trim, words
from verbale.extract.view import View
from verbale.types import Quotation, Span

DASH = frozenset({"—", "–", "-", "−"})
REACH = 30  # tokens between a cue and its quotation


class Speech(msgspec.Struct, frozen=True):
    """A quotation that may be speech, with what stands at its edges."""

    quotation: Quotation
    span: Span  # trimmed inner characters
    first: int  # token of the opening mark or first word
    last: int  # token after the closing mark or last word


class Speeches:
    """The quotations of a text that may be speech, found by where they begin and end."""

    def __init__(self, found: Sequence[Speech]) -> None:
        self._begin = {speech.first: speech for speech in found}
        self._end = {speech.last - 1: speech for speech in found}

    def at(self, index: int) -> Speech | None:
        """The quotation whose first token (its mark) is ``index``."""
        return self._begin.get(index)

    def ending(self, index: int) -> Speech | None:
        """The quotation whose last token is ``index``."""
        return self._end.get(index)


def speeches(view: View) -> Speeches:
    """The outermost quotations of a text, furniture left out."""
    found = []
    for quotation in view.annotation.quotations:
        if quotation.level or view.is_furniture(quotation.start):
            continue
        span = trim(view.text, quotation.inner.start, quotation.inner.end)
        if span is None:
            continue
        inside = view.tokens_in(Span(quotation.start, quotation.end))
        if len(inside):
            found.append(Speech(quotation, span, inside.start, inside.stop))
    return Speeches(found)


def followed_by_attribution(view: View, speech: Speech) -> bool:
    """«…», — сказал; «…», сказал; «…!» — сказал: whether the quotation ends as speech before its attribution does."""
    index = speech.last
    tokens = view.tokens
    while index < len(tokens) and tokens[index].text in {"''", "'"}:
        index += 1
    comma = index < len(tokens) and tokens[index].text == ","
    index += comma
    dash = index < len(tokens) and tokens[index].text in DASH
    inner = view.text[speech.quotation.inner.start : speech.quotation.inner.end].rstrip()
    return (comma and dash) or (dash and inner[-1:] in "?!….,") or comma or (inner[-1:] == "," and dash)


def sentence_like(view: View, speech: Speech) -> bool:
    """Whether a quotation reads as a sentence: it begins with a capital and has a predicate, or is long."""
    text = speech.span.of(view.text)
    return (text[:1].isupper() and view.has_predicate(speech.first, speech.last)) or words(text) >= 9


def before_attribution(view: View, hit: CueHit, table: Speeches) -> Iterator[Draft]:
    """««[Мы готовы]», — заявил министр»: the quotation that ends right before the cue's part of the sentence."""
    index = hit.first - 1
    steps = 0
    while index >= 0 and steps < 8:
        token = view.tokens[index]
        if token.text in DASH or token.text == ",":
            break
        if token.upos == "VERB" or token.text in {".", ":", ";"} or view.quotation_of[index] is not None:
            break
        index -= 1
        steps += 1
    while index >= 0 and view.tokens[index].text in DASH | {",", "''", "'"}:
        index -= 1
    speech = table.ending(index)
    if speech is None or not followed_by_attribution(view, speech):
        return
    spans = [speech.span]
    notes = set()
    following = _resumed(view, hit, table)
    if following is not None:
        spans.append(following.span)
        notes.add("resumed")
    if sentence_like(view, speech):
        notes.add("sentence")
    if _partial(view, speech):
        notes.add("partial")
    yield Draft("quotation_before", tuple(spans), speech.first, quoted=True, notes=frozenset(notes))


def _partial(view: View, speech: Speech) -> bool:
    """Whether words of the report stand before the quotation in its sentence: «Причиной стала «ошибка», заявил он»."""
    clause = view.clause(speech.first)
    before = [i for i in range(clause.first, speech.first) if view.tokens[i].upos != "PUNCT"]
    return len(before) > 2 and any(view.tokens[i].upos in {"VERB", "NOUN"} for i in before)


def _resumed(view: View, hit: CueHit, table: Speeches) -> Speech | None:
    """««A», — сказал он, — «B»»: the quotation that goes on after the attribution's own dash."""
    clause = view.clause(hit.head)
    for index in range(hit.last, min(hit.last + REACH, clause.last - 1)):
        if view.tokens[index].text in DASH:
            nxt = index + 1
            speech = table.at(nxt)
            if speech is not None:
                return speech
        if view.tokens[index].text in {".", ":"}:
            break
    return None


def after_colon(view: View, hit: CueHit, table: Speeches) -> Iterator[Draft]:
    """«Министр сказал: «[Мы готовы]»»; also a block in the next paragraph: the quotation after the cue's colon."""
    limit = min(hit.last + REACH * 2, len(view.tokens) - 1)
    colon = view.colon(hit.last, limit)
    speech = (table.at(colon + 1) or table.at(colon + 2)) if colon is not None else None
    if colon is None or speech is None or any(_parts_from_colon(view, index) for index in range(hit.last, colon)):
        return
    if speech.first == colon + 2 and view.tokens[colon + 1].text not in DASH:
        return
    lines = view.text.count("\n", view.tokens[colon].end, speech.quotation.start)
    notes = {f"lines:{min(lines, 4)}", speech.quotation.form} | ({"sentence"} if sentence_like(view, speech) else set())
    yield Draft("quotation_after_colon", (speech.span,), speech.first, quoted=True, notes=frozenset(notes))


def _parts_from_colon(view: View, index: int) -> bool:
    """Whether a token before a colon is another predicate, or ends the sentence."""
    token = view.tokens[index]
    if token.upos == "VERB":
        return token.feats.get("VerbForm") in {"Fin", "Conv"}
    return token.text in {".", "!", "?"} and view.clause_of[index] != view.clause_of[index + 1]


def at_colon(view: View, end: int, table: Speeches) -> Span | None:
    """The quotation that a colon right after the character ``end`` opens."""
    colon = end
    while colon < len(view.text) and view.text[colon] in " \u00a0»":
        colon += 1
    if colon >= len(view.text) or view.text[colon] != ":":
        return None
    after = view.token_at(colon) + 1
    speech = table.at(after)
    return speech.span if speech is not None else None


def colon_inside(view: View, span: Span, table: Speeches) -> tuple[Span, Span] | None:
    """The clause and the quotation of a span in which a colon opens a quotation that reaches the span's end."""
    colon = view.text.find(":", span.start, span.end)
    while colon > span.start:
        speech = table.at(view.token_at(colon) + 1)
        if speech is not None and speech.quotation.end >= span.end - 1:
            return Span(span.start, colon), speech.span
        colon = view.text.find(":", colon + 1, span.end)
    return None


def bare_after(view: View, hit: CueHit, table: Speeches) -> Iterator[Draft]:
    """«Крики «[Мы требуем справедливости]»», «заявил «[да]»»: a quotation right after the cue, without a colon."""
    for index in range(hit.last, min(hit.last + 6, len(view.tokens))):
        speech = table.at(index)
        if speech is not None:
            notes = {"sentence"} if sentence_like(view, speech) else set()
            yield Draft("quotation_beside", (speech.span,), index, quoted=True, notes=frozenset(notes))
            return
        if view.tokens[index].upos in {"PUNCT", "VERB", "SCONJ", "ADP"}:
            return


def around_attribution(view: View, hit: CueHit, table: Speeches) -> Iterator[Draft]:
    """««[Мы готовы], — сказал он. — [Но ждём ответа]»»: the attribution stands inside the marks."""
    outer = view.quotation_of[hit.head]
    if outer is None or outer.form != "marks":
        return
    first, last = view.token_at(outer.start), view.token_at(outer.end - 1) + 1
    left = hit.first
    while left > first and left > hit.first - 4 and view.tokens[left].text not in DASH:
        left -= 1
    if left - 1 <= first or not _opens_attribution(view, left):
        return
    right = next((i for i in range(hit.last, min(hit.last + REACH, last)) if view.tokens[i].text in DASH), None)
    begin = max((i + 1 for i in range(max(first, left - LONGEST), left) if _opens_attribution(view, i)), default=first)
    end = last if right is None else min(last, right + LONGEST)
    end = next((i for i in range((right or last) + 1, end) if _opens_attribution(view, i)), end)
    start = outer.inner.start if begin == first else view.tokens[begin].start
    before = trim(view.text, start, view.tokens[left].start)
    stop = outer.inner.end if end == last else view.tokens[end].start
    after = trim(view.text, view.tokens[right].end, stop) if right is not None else None
    spans = tuple(span for span in (before, after) if span is not None and words(span.of(view.text)))
    if spans:
        yield Draft("quotation_around", spans, first, quoted=True)


LONGEST = 400  # tokens between two attributions inside one quotation


def _opens_attribution(view: View, index: int) -> bool:
    """Whether a token is a dash after a comma or a sentence's end, as before «сказал он»."""
    if index == 0 or view.tokens[index].text not in DASH:
        return False
    before = view.tokens[index - 1].text
    return before in {",", ".", "!", "?", "…", "..."} or before.endswith((".", ","))


def frames(view: View, hit: CueHit, table: Speeches) -> Iterator[Draft]:
    """Every way a cue can take direct speech."""
    if hit.form == "participle":
        return
    for rule in (around_attribution, before_attribution, after_colon, bare_after):
        yield from rule(view, hit, table)
