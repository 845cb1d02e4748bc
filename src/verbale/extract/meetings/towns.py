"""Names of towns in the nominative, also of those that no dictionary knows: the report's other mentions decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from verbale.extract.meetings.words import Declension, Lexicon
from verbale.extract.naming import NamingService
from verbale.extract.view import View
from verbale.types import Span, Token

_INDEXED = 3  # letters that all forms of a name share
_SHORTEST = 2  # letters of a stem


@dataclass(slots=True)
class Towns:
    """The towns of one report."""

    view: View
    words: Lexicon
    names: NamingService
    _seen: dict[str, dict[tuple[str, str], None]] | None = field(default=None)

    def nominative(self, span: Span) -> str:
        """The town at ``span`` as a name.

        A word of one possible nominative gets it from the dictionary; of one that may have several («Веларе»: Велар,
        Велара) the one that explains most other forms of it in the report, then the one of the tagger's gender.
        """
        known = self.names.canonical(span)
        inside = self.view.tokens_in(span)
        if len(inside) != 1:
            return known
        token = self.view.tokens[inside.start]
        forms = self.names.readings(span)
        if len(forms) < 2 or known not in (*forms, token.text):
            return known
        return self._likeliest(token) or known

    def _likeliest(self, token: Token) -> str | None:
        low, case = token.text.lower(), self._case(token)
        candidates = [(row, stem) for row in self.words.declensions if (stem := row.stem(low, case)) is not None]
        best, top = None, (0, False)
        for row, stem in candidates:
            if len(stem) < _SHORTEST:
                continue
            shown = self._explained(row, stem, low)
            if row.attested and not shown:
                continue
            score = (shown, row.gender == token.feats.get("Gender") or row.any_gender)
            if best is None or score > top:
                best, top = stem + row.nominative, score
        return best[:1].upper() + best[1:] if best is not None else None

    def _case(self, token: Token) -> str:
        """The case of a town; no «в» governs a dative («в Веларию»)."""
        before = self.view.tokens[max(self.view.token_at(token.start) - 1, 0)]
        case = token.feats.get("Case", "")
        return "Acc" if case == "Dat" and before.lemma in self.words.around.place_preposition else case

    def _explained(self, row: Declension, stem: str, low: str) -> int:
        """How well the other forms of the name in the report fit a declension: 2 points in its case, else 1."""
        points = 0
        for form, case in self._index().get(low[:_INDEXED], {}):
            if form == low or not form.startswith(stem):
                continue
            ending = form[len(stem) :]
            points += 2 * (ending in row.endings.get(case, ())) or any(ending in e for e in row.endings.values())
        return points

    def _index(self) -> Mapping[str, Mapping[tuple[str, str], None]]:
        """Forms of capitalised words with their cases, by their first letters; a word in capitals is a dateline's."""
        if self._seen is None:
            self._seen = {}
            for token in self.view.tokens:
                if token.text[:1].isupper() and len(token.text) >= _INDEXED:
                    low = token.text.lower()
                    case = "Nom" if token.text.isupper() else token.feats.get("Case", "")
                    self._seen.setdefault(low[:_INDEXED], {})[low, case] = None
        return self._seen
