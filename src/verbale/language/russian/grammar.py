"""Grammatical tags: Slovnet's in Universal Dependencies terms, and pymorphy's (OpenCorpora) brought to the same terms.

The table is that of natasha 1.6 (``natasha/morph/vocab.py``, after K. Mikhail's russian-tagsets), so that lemmas come
out as its do.
"""

from __future__ import annotations

from typing import NamedTuple


class Grammar(NamedTuple):
    """Part of speech and features."""

    upos: str
    feats: dict[str, str]


def parse_tag(tag: str) -> Grammar:
    """The grammar behind a tag of Slovnet's: «NOUN|Case=Nom|Number=Sing»; the padding tag is ``X``."""
    upos, _, rest = tag.partition("|")
    return Grammar("X" if upos == "<pad>" else upos, dict(item.split("=", 1) for item in rest.split("|") if item))


def parse_opencorpora(tag: str) -> Grammar:
    """The grammar behind a tag of pymorphy's: «NOUN,anim,masc sing,nomn»."""
    grammemes = tag.replace(" ", ",").split(",")
    upos = next((_PARTS[grammeme] for grammeme in grammemes if grammeme in _PARTS), "X")
    return Grammar(upos, dict(_FEATURES[grammeme] for grammeme in grammemes if grammeme in _FEATURES))


def likeness(form: Grammar, token: Grammar) -> int:
    """How many of part of speech and features agree; Animacy, Voice and the like do not count."""
    same = _NORMAL.get(form.upos, form.upos) == _NORMAL.get(token.upos, token.upos)
    return same + sum(token.feats.get(key) == value for key, value in form.feats.items() if key in _COMPARED)


_NORMAL = {"PROPN": "NOUN", "AUX": "VERB", "SCONJ": "CCONJ"}
_COMPARED = {"Case", "Gender", "Number", "Aspect", "NumForm", "Person", "Tense", "Variant"}
_PARTS = {
    "ADJF": "ADJ",
    "ADJS": "ADJ",
    "ADVB": "ADV",
    "COMP": "ADV",
    "VERB": "VERB",
    "GRND": "VERB",
    "INFN": "VERB",
    "PRTF": "VERB",
    "PRTS": "VERB",
    "NOUN": "NOUN",
    "NPRO": "PRON",
    "NUMR": "NUM",
    "NUMB": "NUM",
    "CONJ": "CCONJ",
    "INTJ": "INTJ",
    "PNCT": "PUNCT",
    "PRCL": "PART",
    "PREP": "ADP",
}
_FEATURES = {
    "anim": ("Animacy", "Anim"),
    "inan": ("Animacy", "Inan"),
    "impf": ("Aspect", "Imp"),
    "perf": ("Aspect", "Perf"),
    "ablt": ("Case", "Ins"),
    "accs": ("Case", "Acc"),
    "datv": ("Case", "Dat"),
    "gent": ("Case", "Gen"),
    "gen1": ("Case", "Gen"),
    "gen2": ("Case", "Gen"),
    "loct": ("Case", "Loc"),
    "loc2": ("Case", "Loc"),
    "nomn": ("Case", "Nom"),
    "voct": ("Case", "Nom"),
    "COMP": ("Degree", "Cmp"),
    "Supr": ("Degree", "Sup"),
    "femn": ("Gender", "Fem"),
    "masc": ("Gender", "Masc"),
    "neut": ("Gender", "Neut"),
    "impr": ("Mood", "Imp"),
    "indc": ("Mood", "Ind"),
    "plur": ("Number", "Plur"),
    "sing": ("Number", "Sing"),
    "NUMB": ("NumForm", "Digit"),
    "1per": ("Person", "1"),
    "2per": ("Person", "2"),
    "3per": ("Person", "3"),
    "excl": ("Person", "2"),
    "incl": ("Person", "1"),
    "futr": ("Tense", "Fut"),
    "past": ("Tense", "Past"),
    "pres": ("Tense", "Pres"),
    "ADJS": ("Variant", "Brev"),
    "GRND": ("VerbForm", "Conv"),
    "INFN": ("VerbForm", "Inf"),
    "PRTF": ("VerbForm", "Part"),
    "PRTS": ("VerbForm", "Part"),
    "VERB": ("VerbForm", "Fin"),
    "actv": ("Voice", "Act"),
    "pssv": ("Voice", "Pass"),
    "Abbr": ("Abbr", "Yes"),
}
