"""Personal names of one text joined into people: full names, surnames, given names, initials, misspellings."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from verbale.extract.actors.names import NameMention, NameReader, NameWord
from verbale.extract.actors.words import Words, fold
from verbale.language.inflection import Gender

NEIGHBOURS = 200  # people under one letter among whom a misspelling is looked for


@dataclass(slots=True)
class Person:
    """One person of a report."""

    mentions: list[NameMention] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)  # where the mentions begin, in order
    keys: set[str] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)  # keys of the first and the last words
    gender: Gender | None = None
    sure: bool = False  # whether the gender is
    words: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()  # other names by which the report calls the person, nominative

    @property
    def name(self) -> str:
        """The fullest name, nominative."""
        return " ".join(self.words)


class People:
    """The people of one text, joined from their name mentions."""

    def __init__(self, reader: NameReader, words: Words) -> None:
        self.reader = reader
        self.words = words
        self.people: list[Person] = []
        self.at: dict[int, Person] = {}  # token -> person
        self.mention_at: dict[int, NameMention] = {}  # token -> mention
        self._by_key: dict[str, list[Person]] = {}
        self._by_letter: dict[str, list[Person]] = {}

    def join(self, mentions: Iterable[NameMention]) -> None:
        """Joins mentions into people: full names first, then what refers back (or on) to them."""
        ordered = sorted(self._apart(list(mentions)), key=lambda m: m.first)
        for mention in ordered:
            if len(mention.significant) > 1:
                known = self._full(mention) or self._by_patronymic(mention)
                self._add(mention, known or self._similar(mention))
        for mention in ordered:
            if len(mention.significant) <= 1:
                known = self._short(mention) or self._similar(mention)
                if known is not None or not self._is_common(mention):
                    self._add(mention, known)
        for person in self.people:
            self._settle(person)

    def _apart(self, mentions: list[NameMention]) -> list[NameMention]:
        """Mentions, two surnames of different people that a name finder took together («Волдина Кесслер») put apart."""
        surnames: dict[str, set[int]] = {}
        for number, mention in enumerate(mentions):
            if len(mention.significant) > 1:
                for key in mention.significant[-1].keys:
                    surnames.setdefault(key, set()).add(number)
        found: list[NameMention] = []
        for number, mention in enumerate(mentions):
            words = mention.significant
            apart = len(words) == len(mention.words) == 2 == mention.last - mention.first and all(
                word.part == "surname" and any(surnames.get(key, set()) - {number} for key in word.keys)
                for word in words
            )
            if apart:
                found += [self.reader.single(mention.first), self.reader.single(mention.first + 1)]
            else:
                found.append(mention)
        return found

    def find_unmarked(self) -> None:
        """Surnames and given names of known people that no name finder marked."""
        letters = {key[:1] for key in self._by_key}  # no case changes the first one
        for index, token in enumerate(self.reader.tokens):
            if (
                token.upos not in ("PROPN", "X")
                or not token.text[:1].isupper()
                or len(token.text) < 3
                or index in self.at
                or fold(token.text)[:1] not in letters
            ):
                continue
            name = self.reader.phrases.name_of.get(index)
            if name is not None and name.last - name.first > 1:
                continue
            mention = self.reader.single(index)
            person = self._short(mention, widely=False) or (
                self._similar(mention) if token.feats.get("Animacy") == "Anim" else None
            )
            if person is not None:
                self._add(mention, person)

    def _is_common(self, mention: NameMention) -> bool:
        """Whether a one-word name is a common noun that begins a sentence («Теннисистка»)."""
        if len(mention.words) > 1:
            return False
        token = self.reader.tokens[mention.first]
        if token.deprel == "amod":
            return True
        return self.words.is_person(token.lemma) or self.reader.inflector.is_common(token.text)

    def _add(self, mention: NameMention, person: Person | None) -> None:
        if person is None:
            person = Person()
            self.people.append(person)
        person.mentions.append(mention)
        insort(person.firsts, mention.first)
        if mention.gender is not None and (person.gender is None or mention.sure):
            person.gender = mention.gender if mention.sure and not person.sure else person.gender or mention.gender
            person.sure = person.sure or mention.sure
        for word in mention.words:
            if word.part in ("initial", "particle"):
                continue
            for key in word.keys - person.keys:
                self._by_key.setdefault(key, []).append(person)
                self._by_letter.setdefault(key[:1], []).append(person)
            person.keys |= word.keys
        ends = (
            mention.significant[:1] + mention.significant[-1:]
            if len(mention.significant) > 1 or not person.ends
            else []
        )
        for word in ends:
            person.ends |= word.keys
        for alias in mention.aliases:
            self._by_key.setdefault(alias, []).append(person)
        for index in range(mention.first, mention.last):
            self.at[index] = person
            self.mention_at[index] = mention

    def _candidates(self, words: Iterable[NameWord]) -> list[Person]:
        found: list[Person] = []
        for word in words:
            for key in word.keys:
                found += [person for person in self._by_key.get(key, ()) if person not in found]
        return found

    def _full(self, mention: NameMention) -> Person | None:
        """The person who shares two words with a full name, or all the words of a shorter one."""
        for person in self._candidates(mention.significant[-1:] + mention.significant[:1]):
            shared = [word for word in mention.significant if word.keys & person.keys]
            if len(shared) >= min(len(mention.significant), 2) and not _clash(mention, person):
                return person
        return None

    def _by_patronymic(self, mention: NameMention) -> Person | None:
        """The one person with the given name of «Виктор Фёдорович», whose patronymic is not another."""
        words = mention.significant
        if len(words) != 2 or [word.part for word in words] != ["given", "patronymic"]:
            return None
        fits = [p for p in self._candidates(words[:1]) if len(p.keys) > 1 and not _clash(mention, p)]
        fits = [p for p in fits if not any(w.part == "patronymic" for m in p.mentions for w in m.words)]
        return fits[0] if len(fits) == 1 else None

    def _short(self, mention: NameMention, widely: bool = True) -> Person | None:
        """The person that a surname, given name or «С. Волдин» refers to: the last before, else the next."""
        words = mention.significant
        if not words:
            return None
        fits = [p for p in self._candidates(words) if not _clash(mention, p)]
        if not fits and widely:
            last = NameWord(words[-1].printed, words[-1].part, "", self._in_any_case(words[-1]))
            fits = [p for p in self._candidates([last]) if not _clash(mention, p)]
        keys = words[-1].keys
        return min(fits, key=lambda p: (not keys & p.ends, *_distance(p, mention.first))) if fits else None

    def _in_any_case(self, word: NameWord, gender: Gender | None = None) -> tuple[str, ...]:
        """The nominatives of a word as if its case were not known: the tagger errs on foreign names."""
        return self.reader.inflector.all_name_nominatives(word.printed, word.part, gender)

    def _similar(self, mention: NameMention) -> Person | None:
        """The one person whose name differs by a slip: «Сабурова» for «Сабирова»."""
        words = [word for word in mention.significant if len(word.printed) >= 5]
        if not words or len(mention.significant) > 2:
            return None
        found: list[Person] = []
        for person in self._by_letter.get(fold(words[-1].forms[0])[:1], [])[-NEIGHBOURS:]:
            if person not in found and not _clash(mention, person) and _slip(mention, person):
                found.append(person)
        return found[0] if len(found) == 1 else None

    def _settle(self, person: Person) -> None:
        """Votes on the gender and on each word's nominative, and takes the fullest name."""
        genders = Counter[Gender]()
        for mention in person.mentions:
            if mention.gender is not None:
                genders[mention.gender] = max(genders[mention.gender], 3 if mention.sure else 1)
        for mention in person.mentions:
            for shown, weight in self.reader.agreements(mention.first, mention.last):
                genders[shown] += weight
        person.gender = genders.most_common(1)[0][0] if genders else None
        votes = self._votes(person)
        fullest = max(person.mentions, key=lambda m: (_fullness(m), -m.first))
        ordered = (
            sorted(fullest.words, key=lambda word: word.part == "surname") if _is_reversed(fullest) else fullest.words
        )
        person.words = tuple(self._elected(word, votes, person.gender) for word in ordered)
        called = (
            " ".join(self._elected(word, votes, person.gender) for word in mention.words) for mention in person.mentions
        )
        person.aliases = tuple(name for name in dict.fromkeys(called) if name != person.name)

    def _votes(self, person: Person) -> Counter[str]:
        votes = Counter[str]()
        for mention in person.mentions:
            for word in mention.words:
                forms = self.reader.inflector.name_nominatives(
                    word.printed, word.part, {"Case": word.case}, person.gender
                )
                for rank, form in enumerate(forms):
                    votes[form] += 6 if word.case == "Nom" else 4 >> rank
        return votes

    def _elected(self, word: NameWord, votes: Counter[str], gender: Gender | None) -> str:
        forms = self.reader.inflector.name_nominatives(word.printed, word.part, {"Case": word.case}, gender)
        others: list[str] = []
        if any(
            form[:1] == word.printed[:1] and form not in forms for form in votes
        ):  # no case changes the first letter
            others = [form for form in self._in_any_case(word, gender) if votes[form] and form not in forms]
        known = {fold(form): rank for rank, form in enumerate((*forms, *others))}
        best = [(votes[form], -known[fold(form)], form) for form in votes if fold(form) in known]
        return max(best)[2] if best else forms[0]


def _is_reversed(mention: NameMention) -> bool:
    """Whether a name stands as in a register: surname, given name, patronymic."""
    return [word.part for word in mention.words] == ["surname", "given", "patronymic"]


def _fullness(mention: NameMention) -> int:
    """How much a mention says of the name: whole words count most, then initials; Latin script less."""
    whole = sum(2 for word in mention.significant if word.part != "patronymic")
    extra = sum(1 for word in mention.words if word.part in ("initial", "particle", "patronymic"))
    return whole * 4 + min(extra, 3)


def _distance(person: Person, first: int) -> tuple[int, int]:
    """How far a person's nearest mention is; those before count first."""
    place = bisect_right(person.firsts, first)
    return (0, first - person.firsts[place - 1]) if place else (1, person.firsts[0] - first)


def _clash(mention: NameMention, person: Person) -> bool:
    """Whether gender, given names or initials keep a mention from being a person."""
    if mention.gender and person.gender and mention.gender != person.gender and mention.sure and person.sure:
        return True
    initials = [word.printed for word in mention.words if word.part == "initial"]
    theirs = [word for m in person.mentions for word in m.words if word.part in ("given", "initial")]
    if initials and theirs and not any(fold(initials[0])[:1] == fold(word.forms[0])[:1] for word in theirs):
        return True
    given = [word for word in mention.words if word.part == "given"]
    if given and len(mention.significant) > 1:
        known = [word for word in theirs if word.part == "given"]
        if known and not any(_alike(a, b) for a in given for b in known):
            return True
        return not known and bool(theirs) and fold(given[0].forms[0])[:1] != fold(theirs[0].forms[0])[:1]
    return False


def _alike(first: NameWord, second: NameWord) -> bool:
    if first.keys & second.keys:
        return True
    return any(len(a) > 3 and _edits(a, b) <= 1 for a in first.keys for b in second.keys)


def _slip(mention: NameMention, person: Person) -> bool:
    """Whether every long word of a mention is within one slip of a word of the person's."""
    return all(
        any(_edits(a, b) <= (1 if len(a) < 10 else 2) for a in word.keys for b in person.keys if len(b) >= 4)
        for word in mention.significant
        if len(word.printed) >= 4
    )


def _edits(first: str, second: str) -> int:
    """Slips between two words: letters added, dropped, changed, or two neighbours swapped."""
    from rapidfuzz.distance import OSA

    return OSA.distance(first, second, score_cutoff=2)
