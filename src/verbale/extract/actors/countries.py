"""States by their names, aliases, capitals, adjectives and peoples, with ISO 3166 alpha-3 codes.

Common names are CLDR's (through Babel); the rest is ``language/data/<lang>/states.toml``.
"""

from __future__ import annotations

from functools import cache

from verbale.extract.actors.words import States, fold, load


class Countries:
    """Look-ups of one language; all keys are folded nominatives."""

    def __init__(self, language: str) -> None:
        self.common = _common_names(language)
        self.names: dict[str, str] = {}  # names and aliases
        self.metonyms: dict[str, str] = {}  # capitals and other cities that speak for the state
        self.adjectives: dict[str, str] = {}
        self.people: dict[str, str] = {}
        for code, name in self.common.items():
            self.names[fold(name)] = code
        for code, state in load(language, "states", States).state.items():
            for alias in state.aliases:
                self.names[fold(alias)] = code
            for city in (*state.metonyms, *([state.capital] if state.capital else [])):
                self.metonyms.setdefault(fold(city), code)
            self.adjectives.update(dict.fromkeys(state.adjectives, code))
            self.people.update(dict.fromkeys(state.people, code))

    def code(self, name: str) -> str | None:
        """The code of a state by a name or alias in the nominative."""
        return self.names.get(fold(name))

    def speaking(self, name: str) -> str | None:
        """The code of a state by a name, an alias or a city that speaks for it."""
        return self.names.get(fold(name)) or self.metonyms.get(fold(name))

    def of_adjective(self, lemma: str) -> str | None:
        """The code behind an adjective or a word for the people («веларский», «веларец»), as lemma."""
        return self.adjectives.get(lemma) or self.people.get(lemma)


@cache
def countries(language: str) -> Countries:
    """The states as a language (ISO 639-1) names them, read once."""
    return Countries(language)


def _common_names(language: str) -> dict[str, str]:
    """CLDR's name of each territory that has an alpha-3 code; where a code was replaced, the current one."""
    from babel import Locale
    from babel.core import get_global

    territories = Locale(language).territories
    names: dict[str, str] = {}
    seen: set[str] = set()
    retired = {"BUR", "ZAR", "DDR", "FXX", "TMP", "YMD"}
    for alpha3, replacements in sorted(get_global("territory_aliases").items()):
        if len(alpha3) != 3 or not alpha3.isalpha() or alpha3 in retired or len(replacements) != 1:
            continue
        alpha2 = replacements[0]
        if alpha2 in territories and alpha2 not in seen and not alpha3.startswith(("XA", "XB", "ZZ", "QU")):
            seen.add(alpha2)
            names[alpha3] = territories[alpha2]
    return names
