"""What makes a mention one of a certain document: a short rule for each kind of evidence, and refusals before them."""

from __future__ import annotations

from collections.abc import Callable

from verbale.extract.instruments.mentions import Mention
from verbale.extract.instruments.words import EvidenceName
from verbale.extract.nominals import NOUNS

Rule = Callable[[Mention], bool]
WEAK: frozenset[str] = frozenset({"act", "force", "clause", "attribute", "any_attribute", "alone"})
_ARTICLE_REACH = 7  # tokens before a code that its article may stand in


# --- refusals --------------------------------------------------------------------------------------------------


def other_thing(m: Mention) -> bool:
    """«террористический акт», «электронное письмо»: an attribute makes it something else.

    «Злоумышленник отправил электронное [письмо] министру.»
    """
    return bool(m.attributes & m.entry.unless)


def of_other_thing(m: Mention) -> bool:
    """«постановление суда», «закон джунглей», «декларация о доходах».

    «Адвокат обжаловал [постановление] Тарского суда.»
    """
    heads = [*m.genitives, *(c.head for c in m.complements)]
    return any(m.tokens[h].lemma in m.entry.unless_of for h in heads)


def set_phrase(m: Mention) -> bool:
    """«вне закона», «пошел на поправку», «пришли к соглашению»: the bare noun behind such a preposition.

    «Стороны пришли к [соглашению].»
    """
    return m.preposition in m.entry.unless_preposition and m.title is None and m.number is None


def done_otherwise(m: Mention) -> bool:
    """«отдал приказ»: no paper.

    «Генерал отдал [приказ] об отступлении.»
    """
    return m.governor is not None and m.tokens[m.governor].lemma in m.entry.unless_verb


def part_of_name(m: Mention) -> bool:
    """«Организация Договора о безопасности»: inside the name of a body.

    «Организация [Договора] о дружбе осудила Норланд.»
    """
    name = m.text.view.name_at.get(m.index)
    if name is None or name.kind != "ORG" or name.first >= m.first:
        return False
    return any(m.tokens[i].upos in NOUNS for i in range(name.first, m.first))


REFUSALS: tuple[Rule, ...] = (other_thing, of_other_thing, set_phrase, done_otherwise, part_of_name)


# --- evidence --------------------------------------------------------------------------------------------------


def alone(m: Mention) -> bool:
    """«конституция», «законопроект».

    «Депутаты отклонили [законопроект].»
    """
    return "alone" in m.entry.by


def titled(m: Mention) -> bool:
    """«закон «О воде»».

    «Поправки внесены в [закон] «О воде».»
    """
    return m.title is not None


def numbered(m: Mention) -> bool:
    """«приказ № 5», «указ от 25 мая», «Акт 1975 года».

    «Министерство опубликовало [приказ] № 5.»
    «Она вспомнила [Акт] 1975 года.»
    """
    return m.number is not None or m.dated is not None


def about(m: Mention) -> bool:
    """«закон о воде», «указ о том, что …».

    «Парламент принял [закон] о воде.»
    """
    for complement in m.complements:
        fitting = not m.entry.topics or m.tokens[complement.head].lemma in m.entry.topics
        if fitting and complement.preposition in m.around.about:
            return True
    return False


def between(m: Mention) -> bool:
    """«договор между Веларией и Норландом».

    «Подписан [договор] между Веларией и Норландом.»
    """
    return any(c.preposition in m.around.between for c in m.complements)


def party(m: Mention) -> bool:
    """«соглашение с Норландом».

    «Парламент одобрил [соглашение] с Норландом.»
    """
    return any(c.preposition in m.around.party and is_somebody(m, c.head) for c in m.complements)


def owner(m: Mention) -> bool:
    """«указ президента», «президентский указ».

    «Совет огласил [резолюцию] парламента.»
    """
    return bool(m.attributes & m.around.issuer_attribute) or any(is_somebody(m, g) for g in m.genitives[:1])


def named_owner(m: Mention) -> bool:
    """«исследование Детского фонда».

    «Депутаты обсудили [исследование] ЮНИСЕФ.»
    """
    return any(g in m.text.view.name_at for g in m.genitives[:2]) or bool(m.attributes & m.around.issuer_attribute)


def person(m: Mention) -> bool:
    """«закон Волдина»: named after its author.

    «Комиссия одобрила [закон] Арсена Волдина.»
    """
    return any(m.text.view.name_at[g].kind == "PER" for g in m.genitives[:1] if g in m.text.view.name_at)


def of(m: Mention) -> bool:
    """«протокол голосования».

    «На сайте появился [протокол] голосования.»
    """
    return bool(m.genitives)


def attribute(m: Mention) -> bool:
    """«мирный договор», «анонимное письмо».

    «Актриса получила анонимное [письмо].»
    """
    return bool(m.attributes & (m.entry.attributes | m.entry.forms.keys()))


def any_attribute(m: Mention) -> bool:
    """«Уголовный кодекс».

    «Это нарушает Уголовный [кодекс].»
    """
    before = m.text.nominals.attributes(m.index)
    return any(m.tokens[i].upos == "ADJ" and m.tokens[i].lemma not in m.around.colourless for i in before)


def capital(m: Mention) -> bool:
    """«разработка Стратегии развития», «Венский документ»: a capital within the sentence.

    «Он участвовал в разработке [Стратегии] развития края.»
    """
    first = m.first
    return first > m.view.clause(m.index).first and m.tokens[first].text[:1].isupper() and m.nickname is None


def act(m: Mention) -> bool:
    """«подписали закон», «опубликованный указ», «подписание договора».

    «Депутаты отменили [закон].»
    """
    acts = m.around.acts - m.entry.unless_act
    if any(m.tokens[c].lemma in acts and m.tokens[c].upos == "VERB" for c in _own_participles(m)):
        return True
    if m.governor is None or m.preposition is not None:
        return False
    head = m.tokens[m.governor]
    if head.lemma not in acts:
        return False
    if head.upos in NOUNS:
        return m.tokens[m.index].feats.get("Case") == "Gen"
    return m.tokens[m.index].deprel in ("obj", "nsubj:pass", "conj", "appos") or head.feats.get("Voice") in (
        "Pass",
        "Mid",
    )


def _own_participles(m: Mention) -> list[int]:
    """Participles that describe the noun, before or behind it."""
    children = (c for c in m.view.children[m.index] if m.text.nominals.is_participle(m.tokens[c]))
    return [*m.text.nominals.attributes(m.index), *children]


def force(m: Mention) -> bool:
    """«поправки вступят в силу».

    «[Поправки] вступят в силу в июле.»
    """
    if m.governor is None or m.tokens[m.governor].lemma not in m.around.force:
        return False
    return m.tokens[m.index].deprel in ("nsubj", "nsubj:pass", "conj")


def addressee(m: Mention) -> bool:
    """«письмо послу», «обращение к послу».

    «Посол передал [письмо] министру Арсену Волдину.»
    """
    return any(
        (c.preposition == "" or c.preposition in m.around.addressee) and is_somebody(m, c.head) for c in m.complements
    )


def with_content(m: Mention) -> bool:
    """«письмо с просьбой», «резолюция в поддержку мира».

    «Он писал королю [письмо] с благодарностью.»
    """
    return any(c.preposition in m.around.with_ for c in m.complements)


def target(m: Mention) -> bool:
    """«поправки к закону».

    «Обсуждаются [поправки] к закону «О воде».»
    """
    for complement in m.complements:
        if complement.preposition in m.around.target and m.tokens[complement.head].lemma in m.text.words.nouns:
            return True
    return False


def article(m: Mention) -> bool:
    """«статья 5 Конституции», «ст. 159 УК».

    «Дело возбуждено по статье 105 [УК].»
    """
    start = max(m.first - _ARTICLE_REACH, m.view.clause(m.index).first)
    for index in range(m.first - 1, start - 1, -1):
        token = m.tokens[index]
        if token.lemma in m.around.article:
            return True
        if token.upos == "VERB" and token.feats.get("VerbForm") == "Fin":
            return False
    return False


def state(m: Mention) -> bool:
    """«УК Веларии».

    «Это противоречит [УК] Республики Велария.»
    """
    name = m.text.view.name_at.get(m.index + 1)
    return name is not None and name.kind == "LOC"


def clause(m: Mention) -> bool:
    """«закон, запрещающий курение», «закон, согласно которому …».

    «В стране действует [закон], запрещающий курение.»
    """
    at = m.last
    if at >= len(m.tokens) or m.tokens[at].text != ",":
        return False
    ahead = range(at + 1, min(at + 4, m.view.clause(m.index).last))
    return any(m.text.nominals.is_participle(m.tokens[i]) or m.tokens[i].lemma in m.around.relative for i in ahead)


def is_somebody(m: Mention, head: int) -> bool:
    """Whether a noun names a person, a body or a state."""
    token = m.tokens[head]
    return head in m.text.view.name_at or token.feats.get("Animacy") == "Anim" or token.lemma in m.around.body


EVIDENCE: dict[EvidenceName, Rule] = {
    "titled": titled,
    "numbered": numbered,
    "about": about,
    "between": between,
    "party": party,
    "target": target,
    "addressee": addressee,
    "named_owner": named_owner,
    "owner": owner,
    "person": person,
    "of": of,
    "with": with_content,
    "article": article,
    "state": state,
    "attribute": attribute,
    "any_attribute": any_attribute,
    "capital": capital,
    "act": act,
    "clause": clause,
    "force": force,
    "alone": alone,
}


def verdict(m: Mention) -> str | None:
    """The name of the evidence that makes the mention one of a certain document; None where there is none."""
    if any(refusal(m) for refusal in REFUSALS):
        return None
    if m.nickname is not None and m.last - m.first > 3 and m.entry.kind == "law":
        return "nickname"
    if m.entry.nickname:
        return None
    if m.entry.draft_of:
        return draft_of.__name__ if draft_of(m) else None
    for name, rule in EVIDENCE.items():
        if name in m.entry.by and not (m.is_plural and name in WEAK and m.entry.family != "amendment") and rule(m):
            return rule.__name__
    return None


def draft_of(m: Mention) -> bool:
    """«проект договора»; not «проекты нормативных актов».

    «Министерство готовит [проект] договора о границе.»
    """
    index = drafted(m)
    if index is None or (m.is_plural and m.title is None):
        return False
    return not other_thing(Mention(m.text, index, m.text.words.nouns[m.tokens[index].lemma]))


def is_refused(m: Mention) -> bool:
    """Whether the mention is of something else, so that it is not even a later mention."""
    return any(refusal(m) for refusal in REFUSALS)


def drafted(m: Mention) -> int | None:
    """The document that a draft is of: «проект договора»."""
    for index in m.genitives[:1]:
        if m.tokens[index].lemma in m.text.words.nouns:
            return index
    return None
