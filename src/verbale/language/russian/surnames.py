"""Declension of Russian and foreign surnames by their endings, for words that no dictionary holds.

Each row of the tables below is a paradigm: the ending in an oblique case and the endings of the possible nominatives,
likeliest first. The first row that fits counts.
"""

from __future__ import annotations

CONSONANTS = "бвгджзклмнпрстфхцчшщ"
INDECLINABLE = ("ко", "их", "ых", "о", "е", "э", "и", "ы", "у", "ю")

# case -> (ending, nominative endings); masculine
MASCULINE: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "Gen": (
        ("ского", ("ский", "ской")), ("цкого", ("цкий", "цкой")), ("кого", ("кий", "кой")), ("его", ("ий",)),
        ("ого", ("ый", "ой")), ("ии", ("ия",)), ("ки", ("ка",)), ("ги", ("га",)), ("и", ("и", "я")), ("ы", ("а",)),
        ("ца", ("ц", "ец")), ("а", ("",)), ("я", ("й", "ь")),
    ),
    "Dat": (
        ("скому", ("ский", "ской")), ("кому", ("кий", "кой")), ("ему", ("ий",)), ("ому", ("ый", "ой")),
        ("ии", ("ия",)), ("у", ("",)), ("ю", ("й", "ь")), ("ье", ("ье",)), ("ее", ("ее",)), ("е", ("а", "е", "я")),
    ),
    "Ins": (
        ("овым", ("ов",)), ("евым", ("ев",)), ("ёвым", ("ёв",)), ("иным", ("ин",)), ("ыным", ("ын",)),
        ("ским", ("ский", "ской")), ("им", ("ий",)), ("ым", ("ый", "ой")), ("ом", ("",)), ("ем", ("", "й", "ь")),
        ("ою", ("а",)), ("ой", ("а",)), ("ей", ("я", "а")),
    ),
    "Loc": (
        ("ском", ("ский", "ской")), ("ком", ("кий", "к")), ("ом", ("ый", "ой")), ("ем", ("ий",)),
        ("ии", ("ия", "ий")), ("е", ("", "а", "ь", "й")),
    ),
}  # fmt: skip
MASCULINE["Acc"] = (("ию", ("ия",)), ("у", ("а",)), ("ю", ("я",)), *MASCULINE["Gen"][:6], *MASCULINE["Gen"][10:])

FEMININE: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "Gen": (
        ("овой", ("ова",)), ("евой", ("ева",)), ("ёвой", ("ёва",)), ("иной", ("ина",)), ("ыной", ("ына",)),
        ("ской", ("ская",)), ("цкой", ("цкая",)), ("ой", ("ая", "а")), ("ей", ("яя", "ая")),
        ("ии", ("ия",)), ("ки", ("ка",)), ("ги", ("га",)), ("хи", ("ха",)), ("и", ("и", "я")), ("ы", ("а",)),
    ),
    "Acc": (
        ("ову", ("ова",)), ("еву", ("ева",)), ("ину", ("ина",)), ("скую", ("ская",)), ("ую", ("ая",)),
        ("юю", ("яя",)), ("ию", ("ия",)), ("у", ("а",)), ("ю", ("я",)),
    ),
}  # fmt: skip
FEMININE["Dat"] = (*FEMININE["Gen"][:9], ("ии", ("ия",)), ("ье", ("ье",)), ("ее", ("ее",)), ("е", ("а", "е", "я")))
FEMININE["Loc"] = FEMININE["Dat"]
FEMININE["Ins"] = (*FEMININE["Gen"][:7], ("ией", ("ия",)), ("ой", ("а", "ая")), ("ою", ("а",)), ("ей", ("я", "а")))

SURE_FEMININE = ("ова", "ева", "ёва", "ина", "ына", "ская", "цкая")


def surname_nominatives(word: str, case: str, gender: str | None) -> list[str]:
    """Possible nominatives of a lower-case surname in a case (UD name), likeliest first.

    An unknown gender tries both; a woman's surname in a consonant stays.

    >>> surname_nominatives("волдина", "Gen", "Masc"), surname_nominatives("волдиной", "Dat", "Fem")
    (['волдин'], ['волдина'])
    >>> surname_nominatives("кварченко", "Gen", None), surname_nominatives("штальбергом", "Ins", "Masc")
    (['кварченко'], ['штальберг'])
    >>> surname_nominatives("кварцкого", "Gen", "Masc")[0], surname_nominatives("теммона", "Gen", "Fem")
    ('кварцкий', ['теммона'])
    """
    if case in ("", "Nom") or (word.endswith(("их", "ых", "о", "э")) and not word.endswith(("ого", "его"))):
        return [word]
    if gender == "Fem" and word[-1] in CONSONANTS + "й" and not word.endswith(("ой", "ей")):
        return [word]
    forms: list[str] = []
    for table in [MASCULINE] if gender == "Masc" else [FEMININE] if gender == "Fem" else [MASCULINE, FEMININE]:
        forms += _undo(word, table.get(case, ()))
    return list(dict.fromkeys(forms)) or [word]


def _undo(word: str, rows: tuple[tuple[str, tuple[str, ...]], ...]) -> list[str]:
    """The nominatives that the first fitting row of a table allows."""
    for ending, nominatives in rows:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2:
            continue
        forms = [stem + nominative for nominative in nominatives if _possible(stem, nominative)]
        if forms:
            return forms
    return []


def _possible(stem: str, ending: str) -> bool:
    """Whether a stem can take a nominative ending: й stands after a vowel, nothing and ь after a consonant."""
    if ending == "й":
        return stem[-1] not in CONSONANTS
    if ending in ("", "ь"):
        return stem[-1] in CONSONANTS
    return True


def surname_in_case(word: str, case: str, gender: str | None) -> str:
    """A lower-case nominative surname or given name in a case.

    >>> surname_in_case("штальберг", "Gen", "Masc"), surname_in_case("штальберг", "Gen", "Fem")
    ('штальберга', 'штальберг')
    >>> surname_in_case("кварцкий", "Gen", "Masc"), surname_in_case("волдина", "Gen", "Fem")
    ('кварцкого', 'волдиной')
    """
    if case == "Nom" or word.endswith(INDECLINABLE):
        return word
    for endings, forms in _paradigms(word, gender):
        for ending in endings:
            if word.endswith(ending):
                return word.removesuffix(ending) + forms[case]
    return word


_Paradigm = tuple[tuple[str, ...], dict[str, str]]


def _paradigms(word: str, gender: str | None) -> list[_Paradigm]:
    """Endings of the nominative and what replaces them in each case, the first that fits."""
    soft = word[-2:-1] in "гкхжшчщ"
    first: _Paradigm = (("а",), {"Gen": "и" if soft else "ы", "Dat": "е", "Acc": "у", "Ins": "ой", "Loc": "е"})
    dative = "и" if word.endswith("ия") else "е"
    third: _Paradigm = (("я",), {"Gen": "и", "Dat": dative, "Acc": "ю", "Ins": "ей", "Loc": dative})
    if gender == "Fem":
        possessive = [
            ((f"{e}а",), {"Gen": f"{e}ой", "Dat": f"{e}ой", "Acc": f"{e}у", "Ins": f"{e}ой", "Loc": f"{e}ой"})
            for e in ("ов", "ев", "ёв", "ин", "ын")
        ]
        adjective: _Paradigm = (("ая",), {"Gen": "ой", "Dat": "ой", "Acc": "ую", "Ins": "ой", "Loc": "ой"})
        return [*possessive, adjective, first, third]
    hard = {"Gen": "ого", "Dat": "ому", "Acc": "ого", "Ins": "им" if word[-3:-2] in "гкх" else "ым", "Loc": "ом"}
    adjectives: _Paradigm = (("ий", "ый", "ой"), hard)
    noun: _Paradigm = (tuple(CONSONANTS), {})
    if word[-1] in CONSONANTS:
        ins = "ым" if word.endswith(("ов", "ев", "ёв", "ин", "ын")) else "ем" if word[-1] in "жшчщц" else "ом"
        forms = {"Gen": "а", "Dat": "у", "Acc": "а", "Ins": ins, "Loc": "е"}
        noun = ((word[-1],), {case: word[-1] + ending for case, ending in forms.items()})
    soft_noun: _Paradigm = (("й", "ь"), {"Gen": "я", "Dat": "ю", "Acc": "я", "Ins": "ем", "Loc": "е"})
    return [adjectives, noun, soft_noun, first, third]
