"""Personal names of one text, read word by word: what each word is, its case and its possible nominatives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from verbale.extract.actors.phrases import Phrases
from verbale.extract.actors.words import fold
from verbale.language.inflection import Gender, Inflector, NamePart
from verbale.types import Name, Token

GLUED_INITIALS = re.compile(r"((?:[^\W\d_]\.-?)+)([^\W\d_].+)")
ROMAN = re.compile(r"[IVXLIІ]+")
LATIN = re.compile(r"[A-Za-zÀ-ɏ'’-]{3,}")
LINE = re.compile(r"\n")


@dataclass(slots=True)
class NameWord:
    """One word of a name as printed, with its case and what it may be in the nominative."""

    printed: str
    part: NamePart
    case: str
    forms: tuple[str, ...]
    keys: frozenset[str] = field(init=False)  # the possible nominatives, folded

    def __post_init__(self) -> None:
        self.keys = frozenset(map(fold, self.forms))


@dataclass(slots=True)
class NameMention:
    """A personal name where it stands."""

    first: int
    last: int
    words: list[NameWord]
    aliases: tuple[str, ...]  # the same in Latin script, in brackets
    gender: Gender | None  # that the name or the verb shows
    sure: bool  # the gender is shown by the verb or an unmistakable given name
    significant: list[NameWord] = field(init=False)  # the words that tell people apart: no initials, no particles

    def __post_init__(self) -> None:
        self.significant = [word for word in self.words if word.part not in ("initial", "particle")]


class NameReader:
    """Reads the names of one text word by word."""

    def __init__(self, phrases: Phrases, inflector: Inflector) -> None:
        self.phrases = phrases
        self.tokens = phrases.tokens
        self.text = phrases.view.text
        self.inflector = inflector

    def read(self, name: Name) -> NameMention | None:
        """A name's words; what follows a bracket or a line break is left out. None where no word is left."""
        raw = self._raw(name)
        if not raw:
            return None
        if raw[0][1] != name.first:
            self.phrases.trim(name, raw[0][1])
        mention = self.mention(raw[0][1], raw[-1][1] + 1, raw, self.phrases.name_case(name) or "")
        rest = (self.tokens[index].text for index in range(mention.last, name.last))
        mention.aliases = tuple(fold(word) for word in rest if LATIN.fullmatch(word))
        return mention

    def single(self, index: int) -> NameMention:
        """A name of one word that no name finder marked."""
        token = self.tokens[index]
        return self.mention(index, index + 1, [(token.text, index)], token.feats.get("Case", ""))

    def mention(self, first: int, last: int, raw: list[tuple[str, int]], case: str) -> NameMention:
        """A mention from printed words and the tokens they stand in."""
        parts = self._parts([word for word, _ in raw])
        gender, sure = self._gender(raw, parts, first, case)
        words = []
        for (printed, index), part in zip(raw, parts, strict=True):
            own = case or self.tokens[index].feats.get("Case", "")
            forms = self.inflector.name_nominatives(printed, part, {"Case": own}, gender)
            words.append(NameWord(printed, part, own, forms))
        return NameMention(first, last, words, (), gender, sure)

    def _raw(self, name: Name) -> list[tuple[str, int]]:
        words = self._printed(name)
        while len(words) > 1 and (self._is_introduction(*words[0]) or self._is_governed(words[0][1], *words[1])):
            words = words[1:]
        return words[1:] if self._follows_title(words) else words

    def _follows_title(self, words: list[tuple[str, int]]) -> bool:
        """Whether three words behind a title are what it is of and a name («президентом [Остмарка Идой Крон]»)."""
        if len(words) != 3 or words[0][1] == 0 or words[0][1] + 2 != words[2][1]:
            return False
        title = self.tokens[words[0][1] - 1]
        if not self.phrases.words.is_person(title.lemma) or self.phrases.words.is_relational(title.lemma):
            return False
        return [self.inflector.name_part(word) for word, _ in words] == ["surname", "given", "surname"]

    def _is_governed(self, index: int, following: str, place: int) -> bool:
        """Whether the first word depends on a title before («президент [Веларии Арсен Волдин]»): case or parse parts it."""
        first, second = self.tokens[index], self.tokens[place]
        if second.head == first.head < index:
            return True
        oblique = first.feats.get("Case") == "Gen" != second.feats.get("Case")
        return oblique and self.inflector.name_part(following) == "given"

    def _is_introduction(self, word: str, index: int) -> bool:
        """Whether the first word that a name finder took is a common noun that begins a sentence («Сосед Волдин»)."""
        if index != self.phrases.view.clause(index).first:
            return False
        return self.inflector.is_common(word) or (
            "-" in word and self.phrases.words.is_person(self.tokens[index].lemma)
        )

    def _printed(self, name: Name) -> list[tuple[str, int]]:
        words: list[tuple[str, int]] = []
        for index in range(name.first, name.last):
            token = self.tokens[index]
            if token.upos == "VERB" and not words:
                continue
            if token.text in "([" or (words and LINE.search(self.text, self.tokens[words[-1][1]].end, token.start)):
                break
            glued = GLUED_INITIALS.fullmatch(token.text)
            if glued:
                words += [(glued[1], index), (glued[2], index)]
            elif words and token.upos != "PUNCT" and self.tokens[words[-1][1]].end == token.start:
                words[-1] = (words[-1][0] + token.text, index)
            elif token.upos != "PUNCT":
                dotted = len(token.text) == 1 and token.text.isupper() and self._dot_follows(index)
                words.append((token.text + "." * dotted, index))
            elif token.text not in {".", "-"} and words and token.text not in "'’`«»\"":
                break
        return words

    def _dot_follows(self, index: int) -> bool:
        return self.text[self.tokens[index].end : self.tokens[index].end + 1] == "."

    def _parts(self, words: list[str]) -> list[NamePart]:
        parts = [self._part(word) for word in words]
        named = [i for i, part in enumerate(parts) if part in ("given", "surname")]
        if len(named) < 2:
            return parts
        if parts[-1] == "patronymic" and len(named) == 2:
            parts[named[0]], parts[named[1]] = "surname", "given"
            return parts
        for place in named[:-1]:
            parts[place] = "given" if place == named[0] or parts[place] == "given" else "surname"
        parts[named[-1]] = "surname"
        return parts

    def _part(self, word: str) -> NamePart:
        if ROMAN.fullmatch(word) or GLUED_INITIALS.fullmatch(word + "А") or word.endswith("."):
            return "initial" if not ROMAN.fullmatch(word) else "particle"
        return self.inflector.name_part(word)

    def _gender(
        self, raw: list[tuple[str, int]], parts: list[NamePart], first: int, case: str
    ) -> tuple[Gender | None, bool]:
        for part in ("patronymic", "given"):
            for (word, _), own in zip(raw, parts, strict=True):
                gender = self.inflector.name_gender(word, case) if own == part else None
                if gender is not None:
                    return gender, len(raw) > 1
        for shown, _ in self.agreements(first, raw[-1][1] + 1):
            return shown, True
        known = [gender for _, index in raw if (gender := person_gender(self.tokens[index])) is not None]
        if len(raw) < 2 or not known:
            return None, False
        return ("Fem" if known.count("Fem") > len(known) / 2 else "Masc"), False

    def agreements(self, first: int, last: int) -> list[tuple[Gender, int]]:
        """The genders that an adjective before a name and the verb of which it is the subject show, and their weight."""
        found: list[tuple[Gender, int]] = []
        before = self.tokens[first - 1] if first > 0 else None
        if before is not None and before.upos == "ADJ" and first <= before.head < last:
            gender = person_gender(before)
            if gender is not None:
                found.append((gender, 4))
        verbal = self._verb_gender(last - 1)
        return [*found, (verbal, 2)] if verbal is not None else found

    def _verb_gender(self, index: int) -> Gender | None:
        seen = 0
        while self.tokens[index].deprel in ("flat:name", "flat", "appos", "flat:foreign") and seen < 4:
            index, seen = self.tokens[index].head, seen + 1
        token = self.tokens[index]
        if token.deprel not in ("nsubj", "nsubj:pass") or token.head < 0:
            return None
        verb = self.tokens[token.head]
        if verb.feats.get("Number") != "Sing" or verb.upos not in ("VERB", "ADJ") or token.feats.get("Case") != "Nom":
            return None
        return person_gender(verb)


def person_gender(token: Token) -> Gender | None:
    """The gender that a word shows, if people have it."""
    gender = token.feats.get("Gender")
    return "Masc" if gender == "Masc" else "Fem" if gender == "Fem" else None
