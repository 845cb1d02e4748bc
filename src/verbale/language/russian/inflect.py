"""Forms of Russian words and names: pymorphy3's dictionary where it knows the word, endings where it does not.

The declension of surnames follows Rosenthal's handbook (§§ 149-151): surnames in -ов/-ин take -ым, adjectival ones
decline as adjectives, men's in a consonant as nouns, women's in a consonant and all in -о, -е, -и, -у, -ых do not decline.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from verbale.language.inflection import Case, Gender, NamePart
from verbale.language.russian.dictionary import Analysis, Grammemes, Known, get_dictionary
from verbale.language.russian.surnames import surname_in_case, surname_nominatives

CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
PEOPLES_GENDERS: tuple[Gender, ...] = ("Masc", "Fem")
NUMBERS = {"Sing": "sing", "Plur": "plur"}
POS = {
    "NOUN": frozenset({"NOUN"}),
    "PROPN": frozenset({"NOUN"}),
    "ADJ": frozenset({"ADJF", "PRTF"}),
    "DET": frozenset({"ADJF"}),
    "VERB": frozenset({"PRTF"}),
    "PRON": frozenset({"NPRO", "ADJF"}),
    "NUM": frozenset({"NUMR"}),
}
NAMES = frozenset({"Name", "Surn", "Patr"})
PROPER = NAMES | {"Geox", "Orgn"}
GIVEN = frozenset({"Name", "Patr"})
NOMINATIVE = frozenset({"nomn", "sing"})
INITIAL = re.compile(r"[А-ЯЁA-Z]\.?")
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
PARTICLES = frozenset(
    ["фон", "ван", "де", "дер", "ди", "да", "ла", "ле", "дю", "дос", "ас", "эль", "бен", "бин", "ибн", "оглы", "кызы",
     "заде", "паша", "хан", "бек", "шах", "д", "о", "аль", "ад", "ан"]
)  # fmt: skip


class RussianInflector:
    """Inflection over pymorphy3; answers are cached."""

    language = "ru"
    infinitives: tuple[str, ...] = ("ть", "ти", "чь", "ться", "тись", "чься")
    one = frozenset({"один", "одна", "одно", "1"})
    few = frozenset({"два", "две", "три", "четыре", "оба", "обе", "полтора"})

    def __init__(self) -> None:
        self._dictionary = get_dictionary()

    def inflect(self, word: str, upos: str, feats: Mapping[str, str], case: Case, number: str | None = None) -> str:
        """``word``, which stands in the form that ``feats`` say, in ``case``; as it is where no form is known."""
        get = feats.get
        if get("Case") == case and number in (None, get("Number")):
            return word
        shown = (get("Case", ""), get("Number", ""), get("Gender", ""), get("Animacy", ""))
        return self._inflect(word, upos, shown, case, number)

    @lru_cache(maxsize=50_000)  # noqa: B019 - one inflector a process
    def _inflect(self, word: str, upos: str, shown: tuple[str, ...], case: str, number: str | None) -> str:
        if not CYRILLIC.search(word) or (word.isupper() and len(word) > 1):
            return word  # in another script, or an abbreviation
        best, top = None, -1.0
        for analysis in self._dictionary.analyses(word.lower()):
            score = _agreement(analysis, upos, shown) + analysis.score / 10
            if score > top:
                best, top = analysis, score
        if best is None:
            return word
        form = best.inflect(_grammemes(best, shown, case, number))
        return _like(word, form) if form is not None else word

    def name_part(self, word: str) -> NamePart:
        """What ``word`` is within a person's name, judged on its own, in any case."""
        return self._name_part(word)

    @lru_cache(maxsize=50_000)  # noqa: B019
    def _name_part(self, word: str) -> NamePart:
        if INITIAL.fullmatch(word):
            return "initial"
        low = word.lower()
        if low in PARTICLES:
            return "particle"
        known = [analysis.grammemes for analysis in self._dictionary.known(low)]
        if any("Patr" in grammemes for grammemes in known):
            return "patronymic"
        given = any("Name" in grammemes for grammemes in known)
        surname = any("Surn" in grammemes for grammemes in known)
        return "given" if given and not surname else "surname"

    def is_common(self, word: str) -> bool:
        """Whether the dictionary knows a word, in any case, and knows it as no name."""
        known = self._dictionary.known(word.lower())
        return bool(known) and all(PROPER.isdisjoint(analysis.grammemes) for analysis in known)

    def may_be_nominative(self, word: str, gender: str | None) -> bool:
        """Whether a word of a name of a gender (UD name) can stand in the nominative; True where nothing is known."""
        return self._may_be_nominative(word.lower(), gender)

    @lru_cache(maxsize=50_000)  # noqa: B019
    def _may_be_nominative(self, word: str, gender: str | None) -> bool:
        known = [analysis.grammemes for analysis in self._dictionary.known(word)]
        wanted = {GENDERS.get(gender or "", "?"), "ms-f"}
        names = [own for own in known if {"Surn", "femn"} <= own or (GIVEN & own and wanted & own)]
        return not names or any("nomn" in own and "plur" not in own for own in names)

    def name_gender(self, word: str, case: str = "") -> Gender | None:
        """The gender that a given name or a patronymic in a case (if known) shows; None where it shows none."""
        return self._name_gender(word.lower(), case)

    @lru_cache(maxsize=50_000)  # noqa: B019
    def _name_gender(self, word: str, case: str) -> Gender | None:
        genders: set[Gender] = set()
        for grammemes in (analysis.grammemes for analysis in self._dictionary.known(word)):
            shown = GIVEN & grammemes and (not case or CASES.get(case, "?") in grammemes)
            if shown and "plur" not in grammemes:
                genders |= {gender for gender in PEOPLES_GENDERS if GENDERS[gender] in grammemes}
        return next(iter(genders)) if len(genders) == 1 else None

    def name_nominatives(
        self, word: str, part: NamePart, feats: Mapping[str, str], gender: Gender | None
    ) -> tuple[str, ...]:
        """Possible nominatives of one word of a person's name, likeliest first; never empty."""
        if part in ("initial", "particle") or not CYRILLIC.search(word):
            return (word,)
        return self._name_nominatives(word, part, feats.get("Case", ""), gender)

    @lru_cache(maxsize=50_000)  # noqa: B019
    def _name_nominatives(self, printed: str, part: NamePart, case: str, gender: Gender | None) -> tuple[str, ...]:
        if case == "Nom":
            return (printed,)
        word = printed.lower()
        known = self._names(word, part, gender)
        shown = CASES.get(case, "?")
        ranked = sorted(known, key=lambda name: (shown in name.grammemes, name.score), reverse=True)
        words = [form for form in (name.inflect(NOMINATIVE) for name in ranked) if form is not None]
        if not words or (part != "patronymic" and shown not in ranked[0].grammemes):
            words += surname_nominatives(word, case, gender)
        return tuple(dict.fromkeys([_like(printed, form) for form in words])) or (printed,)

    def _names(self, word: str, part: NamePart, gender: Gender | None) -> list[Known]:
        """The analyses of a lower-case form as a part of one person's name, of a gender where that is known."""
        kind = {"given": "Name", "patronymic": "Patr", "surname": "Surn"}[part]
        known = [a for a in self._dictionary.known(word) if kind in a.grammemes and "plur" not in a.grammemes]
        if gender is None or not known:
            return known
        fitting = [a for a in known if GENDERS[gender] in a.grammemes or "ms-f" in a.grammemes]
        return fitting or ([] if part == "surname" else known)

    @lru_cache(maxsize=50_000)  # noqa: B019
    def all_name_nominatives(self, word: str, part: NamePart, gender: Gender | None) -> tuple[str, ...]:
        """The nominatives that ``name_nominatives`` gives for each case in turn, for a word whose case is not sure."""
        return tuple(form for case in CASES for form in self.name_nominatives(word, part, {"Case": case}, gender))

    def decline_name(self, words: Sequence[str], gender: Gender | None, case: Case) -> tuple[str, ...]:
        """The words of a person's name, given in the nominative, in ``case``."""
        return tuple(_like(word, self._decline(word.lower(), gender, case)) for word in words)

    @lru_cache(maxsize=10_000)  # noqa: B019
    def _decline(self, word: str, gender: Gender | None, case: Case) -> str:
        part = self._name_part(word)
        if part == "particle" or len(word.rstrip(".")) == 1 or not CYRILLIC.search(word):
            return word
        for analysis in self._dictionary.known(word):
            grammemes = analysis.grammemes
            if "nomn" not in grammemes or "plur" in grammemes or not NAMES & grammemes:
                continue
            if gender is not None and not {GENDERS[gender], "ms-f"} & grammemes:
                continue
            form = analysis.inflect(frozenset({CASES[case]}))
            if form is not None:
                return _spell(word, form)
        return surname_in_case(word, case, gender)


def _agreement(analysis: Analysis, upos: str, shown: tuple[str, ...]) -> float:
    """How well an analysis fits the part of speech and features that the tagger gave."""
    case, number, gender, animacy = shown
    grammemes = analysis.grammemes
    score = 4.0 * (not grammemes.isdisjoint(POS.get(upos, ())))
    score += 2.0 * (bool(case) and CASES.get(case, "?") in grammemes)
    score += 1.5 * (bool(number) and NUMBERS.get(number, "?") in grammemes)
    score += 1.0 * (bool(gender) and GENDERS.get(gender, "?") in grammemes)
    score += 0.5 * (animacy == "Anim" and "anim" in grammemes)
    return score


def _grammemes(analysis: Analysis, shown: tuple[str, ...], case: str, number: str | None) -> Grammemes:
    """What to ask of an analysis: the case, and number and gender where the word has them."""
    grammemes = {CASES[case]}
    number = number or shown[1]
    if number and "NUMR" not in analysis.grammemes:
        grammemes.add(NUMBERS.get(number, "sing"))
        if number == "Sing" and not POS["ADJ"].isdisjoint(analysis.grammemes) and shown[2]:
            grammemes.add(GENDERS.get(shown[2], "masc"))
    return frozenset(grammemes)


def _spell(printed: str, form: str) -> str:
    """``form`` without ё where the report prints none."""
    return form if "ё" in printed else form.replace("ё", "е")


def _like(printed: str, form: str) -> str:
    """``form`` with the capitals (and the ё habit) of ``printed``, hyphenated part by part."""
    form = _spell(printed.lower(), form)
    if printed.islower():
        return form
    if printed[:1].isupper() and printed[1:].islower() and "-" not in printed:
        return form[:1].upper() + form[1:]
    if printed.isupper() and len(printed) > 1:
        return form.upper()
    theirs, ours = printed.split("-"), form.split("-")
    if len(theirs) != len(ours):
        return form[:1].upper() + form[1:]
    return "-".join(_capitals(a, b) for a, b in zip(theirs, ours, strict=True))


def _capitals(printed: str, form: str) -> str:
    """Capitals of one hyphen-free part; an abbreviation's ending («МИДа») falls away with its case."""
    if len(printed) > 1 and sum(letter.isupper() for letter in printed) > len(printed) / 2:
        return "".join(a.upper() if i < len(printed) and printed[i].isupper() else a for i, a in enumerate(form))
    return form[:1].upper() + form[1:] if printed[:1].isupper() else form
