"""The cue lexicon: every entry's example holds its cue, look-ups, and what wrong files are told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from verbale.errors import DataError
from verbale.language import lexicon
from verbale.language.cues import Attribution, Cue
from verbale.language.russian import RussianAnnotator
from verbale.types import Annotation, Span, Token

PAIRS = {"[[": "]]", "{{": "}}", "((": "))"}
MARK = re.compile(r"\[\[|]]|\{\{|}}|\(\(|\)\)")


@dataclass
class Example:
    """An example sentence without its marks, and where they stood."""

    text: str
    content: list[Span]
    cue: list[Span]
    source: list[Span]


def example(marked: str) -> Example:
    """The example that ``marked`` writes down; fails on a mark that is not closed."""
    text, last = "", 0
    spans: dict[str, list[Span]] = {mark: [] for mark in PAIRS}
    opened: list[tuple[str, int]] = []
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        if mark.group() in PAIRS:
            opened.append((mark.group(), len(text)))
        else:
            opener, start = opened.pop()
            assert PAIRS[opener] == mark.group(), marked
            spans[opener].append(Span(start, len(text)))
    assert not opened, marked
    return Example(text + marked[last:], spans["[["], spans["{{"], spans["(("])


LEXICON = lexicon.load("ru")
CUES = list(LEXICON.cues())
ATTRIBUTIONS = list({entry.text: entry for row in LEXICON.attributions.values() for entry in row}.values())
EXAMPLES = [example(entry.example) for entry in (*CUES, *ATTRIBUTIONS)]


@pytest.fixture(scope="module")
def annotations() -> list[Annotation]:
    return list(RussianAnnotator().annotate_many(item.text for item in EXAMPLES))


def in_order(words: tuple[tuple[str, ...], ...], lemmas: Iterable[str]) -> bool:
    rest = iter(lemmas)
    return all(any(lemma in word for lemma in rest) for word in words)


def holds(entry: Cue | Attribution, tokens: list[Token]) -> bool:
    """Whether the tokens of the marked cue are the words of the entry."""
    if entry.words:
        return in_order(entry.words, [token.lemma for token in tokens])
    return any(LEXICON.single(token) is entry for token in tokens)


def test_every_cue_is_found_in_its_example(annotations: list[Annotation]) -> None:
    lost = []
    for entry, item, annotation in zip((*CUES, *ATTRIBUTIONS), EXAMPLES, annotations, strict=True):
        tokens = [token for token in annotation.tokens if any(token.span.overlaps(span) for span in item.cue)]
        if not holds(entry, tokens):
            lost.append(f"{entry.example}: {[(token.text, token.lemma, token.upos) for token in tokens]}")
    assert not lost, "\n".join(lost)


def test_every_example_marks_its_parts() -> None:
    for entry, item in zip((*CUES, *ATTRIBUTIONS), EXAMPLES, strict=True):
        assert item.content, entry.example
        assert item.cue, entry.example
        assert len(item.source) <= 1, entry.example
        assert not any(a.overlaps(b) for a in item.source for b in item.cue), entry.example


def test_no_example_stands_twice() -> None:
    texts = [item.text for item in EXAMPLES]
    assert sorted({text for text in texts if texts.count(text) > 1}) == []


def test_an_impersonal_or_reflexive_form_finds_its_cue() -> None:
    assert LEXICON.impersonal["сообщается"] is LEXICON.verbs["сообщить"]
    assert LEXICON.passives["обвиняться"] is LEXICON.verbs["обвинить"]
    for form, cue in LEXICON.impersonal.items():
        assert form in cue.impersonal


def test_both_aspects_share_an_entry() -> None:
    assert LEXICON.verbs["обвинять"] is LEXICON.verbs["обвинить"]
    assert LEXICON.verbs["обвинить"].act == "ACCUSE"
    assert LEXICON.verbs["обвинить"].governs("в+loc")
    assert not LEXICON.verbs["обвинить"].governs("inf")


def test_forms_that_are_no_cues_are_not_listed() -> None:
    # «считается», «известно, что», «стало известно», «выяснилось»: the author's own knowledge
    assert not {"считается", "известно", "выяснилось"} & LEXICON.impersonal.keys()
    assert "выясниться" not in LEXICON.verbs


def test_there_are_several_hundred_cues() -> None:
    assert len(LEXICON.verbs) > 700
    assert len(LEXICON.nouns) > 100
    assert sum(len(row) for row in LEXICON.expressions.values()) > 250


def test_a_part_of_speech_chooses_between_adjective_and_verb() -> None:
    def token(upos: str, **feats: str) -> Token:
        return Token(0, 7, "уверена", "уверить", upos, feats, -1, "root")

    assert LEXICON.single(token("ADJ", Variant="Short")) is LEXICON.adjectives["уверенный"]
    assert LEXICON.single(token("VERB")) is LEXICON.verbs["уверить"]
    assert LEXICON.single(token("ADV")) is None


@pytest.mark.parametrize(("head", "admitted"), [("юбилей", False), ("рост", True)])
def test_a_bare_noun_may_be_excluded(head: str, admitted: bool) -> None:
    assert LEXICON.verbs["отметить"].admits(head) is admitted


def test_words_of_sources_are_folded_and_apart() -> None:
    for words in (LEXICON.documents, LEXICON.outlet_nouns, LEXICON.outlets, LEXICON.bodies):
        assert all(word == word.lower().replace("ё", "е") for word in words)
    assert not LEXICON.outlets & LEXICON.quoted_outlets


GOOD = """
kind = "verb"
[groups.say]
act = "COMMENT"
addressee = "dat"
[[cue]]
lemma = "сказать"
government = ["что"]
group = "say"
example = "((Он)) {{сказал}}, что [[уходит]]."
"""


def folder(path: Path, cues: str, attributions: str = "attribution = []") -> Path:
    """A lexicon of one file of cues."""
    (path / "saying.toml").write_text(cues, encoding="utf-8")
    (path / "attributions.toml").write_text(attributions, encoding="utf-8")
    names = ("documents", "outlet_nouns", "outlets", "quoted_outlets", "bodies", "informants")
    (path / "sources.toml").write_text("\n".join(f"{name} = []" for name in names), encoding="utf-8")
    return path


def test_a_small_lexicon_reads_with_its_group_defaults(tmp_path: Path) -> None:
    cue = lexicon.read(folder(tmp_path, GOOD), "ru").verbs["сказать"]
    assert (cue.act, cue.addressee, cue.source, cue.names) == ("COMMENT", "dat", "nom", ("сказать",))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('lemma = "сказать"', 'lema = "сказать"', "lema"),
        ('["что"]', '["кабы"]', "сказать"),
        ('["что"]', "[]", "empty"),
        ('["что"]', '["что", "что"]', "twice"),
        ('group = "say"', 'group = "sing"', "sing"),
        ('lemma = "сказать"', 'lemma = "Сказать"', "lower case"),
        ('lemma = "сказать"', 'lemma = "приём"', "ё"),
        ('lemma = "сказать"', 'words = [["сказать"]]', "expression"),
        ('lemma = "сказать"', 'lemma = "сказать"\npair = "сказать"', "stands already"),
        ('kind = "verb"', 'kind = "werb"', "werb"),
        ('kind = "verb"', 'kind = "verb', "not TOML"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(DataError, match=re.escape(told)) as caught:
        lexicon.read(folder(tmp_path, GOOD.replace(old, new)), "ru")
    assert "saying.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_attribution_that_stands_twice_is_named(tmp_path: Path) -> None:
    entry = '[[attribution]]\ntext = "якобы"\nwords = [["якобы"]]\nsource = "none"\nexample = "x"\n'
    with pytest.raises(DataError, match=r"attributions\.toml: entry 'якобы'"):
        lexicon.read(folder(tmp_path, GOOD, entry * 2), "ru")


def test_a_missing_file_and_language_are_told(tmp_path: Path) -> None:
    (folder(tmp_path, GOOD) / "sources.toml").unlink()
    with pytest.raises(DataError, match=r"sources\.toml"):
        lexicon.read(tmp_path, "ru")
    with pytest.raises(DataError, match="xx"):
        lexicon.load("xx")
