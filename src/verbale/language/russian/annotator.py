"""Bootstrap annotator straight over slovnet; to be replaced by the packed engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import pymorphy3
from navec import Navec
from razdel import tokenize
from slovnet import NER, Morph, Syntax

from bisect import bisect_left

from verbale.language.quotes import pair_marks, paragraphs_of
from verbale.language.russian.sentences import join_quotations, split_clauses
from verbale.language.speech import find_quotations
from verbale.types import Annotation, Name, Sentence, Token

OC_UD_POS = {'ADJF': 'ADJ', 'ADJS': 'ADJ', 'ADVB': 'ADV', 'COMP': 'ADV', 'VERB': 'VERB', 'GRND': 'VERB', 'INFN': 'VERB', 'PRTF': 'VERB', 'PRTS': 'VERB', 'NOUN': 'NOUN', 'NPRO': 'PRON', 'NUMR': 'NUM', 'NUMB': 'NUM', 'CONJ': 'CCONJ', 'INTJ': 'INTJ', 'PRCL': 'PART', 'PREP': 'ADP'}
OC_UD_FEATS = {'impf': ('Aspect', 'Imp'), 'perf': ('Aspect', 'Perf'), 'ablt': ('Case', 'Ins'), 'accs': ('Case', 'Acc'), 'datv': ('Case', 'Dat'), 'gent': ('Case', 'Gen'), 'gen1': ('Case', 'Gen'), 'gen2': ('Case', 'Gen'), 'loct': ('Case', 'Loc'), 'loc2': ('Case', 'Loc'), 'nomn': ('Case', 'Nom'), 'voct': ('Case', 'Nom'), 'femn': ('Gender', 'Fem'), 'masc': ('Gender', 'Masc'), 'neut': ('Gender', 'Neut'), 'plur': ('Number', 'Plur'), 'sing': ('Number', 'Sing'), '1per': ('Person', '1'), '2per': ('Person', '2'), '3per': ('Person', '3'), 'futr': ('Tense', 'Fut'), 'past': ('Tense', 'Past'), 'pres': ('Tense', 'Pres'), 'ADJS': ('Variant', 'Short'), 'PRTS': ('Variant', 'Short')}
NORMAL = {'PROPN': 'NOUN', 'AUX': 'VERB', 'SCONJ': 'CCONJ'}


class RussianAnnotator:
    language = "ru"

    def __init__(self) -> None:
        data = Path(find_spec("natasha").submodule_search_locations[0]) / "data"
        navec = Navec.load(data / "emb/navec_news_v1_1B_250K_300d_100q.tar")
        self.morph = Morph.load(data / "model/slovnet_morph_news_v1.tar").navec(navec)
        self.ner = NER.load(data / "model/slovnet_ner_news_v1.tar").navec(navec)
        self.syntax = Syntax.load(data / "model/slovnet_syntax_news_v1.tar").navec(navec)
        self.vocab = pymorphy3.MorphAnalyzer()
        self.parse = lru_cache(100000)(self.vocab.parse)

    def lemma(self, word: str, pos: str, feats: dict[str, str]) -> str:
        word = word.lower().replace("ё", "е")
        best, top = word, 0
        for form in self.parse(word):
            fpos = OC_UD_POS.get(form.tag._POS, "X")
            ff = dict(OC_UD_FEATS[g] for g in form.tag._grammemes_tuple if g in OC_UD_FEATS)
            sim = (NORMAL.get(fpos, fpos) == NORMAL.get(pos, pos)) + sum(ff[k] == feats[k] for k in ff.keys() & feats.keys())
            if sim > top:
                best, top = form.normal_form, sim
        return best.replace("ё", "е")

    def annotate(self, text: str) -> Annotation:
        paras = paragraphs_of(text)
        marks = pair_marks(text, paras)
        spans = split_clauses(text, paras)
        sents, names, clauses, out = [], [], [], []
        for s in spans:
            sents.append([(s.start + t.start, s.start + t.stop, t.text) for t in tokenize(s.of(text))])
        items = [[w[2] for w in ws] for ws in sents]
        for ws, m, y in zip(sents, self.morph.map(items), self.syntax.map(items)):
            base = len(out)
            for (a, b, w), mt, yt in zip(ws, m.tokens, y.tokens):
                h = int(yt.head_id)
                out.append(Token(a, b, w, self.lemma(w, mt.pos, mt.feats), mt.pos, mt.feats, base + h - 1 if h else -1, yt.rel))
            clauses.append(Sentence(ws[0][0], ws[-1][1], base, len(out)))
        starts = [t.start for t in out]
        for sp in self.ner(text).spans if spans else []:
            first, last = bisect_left(starts, sp.start), bisect_left(starts, sp.stop)
            names.append(Name(sp.start, sp.stop, sp.type, first, last))
        sentences = [
            Sentence(clauses[i].start, clauses[j - 1].end, clauses[i].first, clauses[j - 1].last)
            for i, j in join_quotations(spans, marks)
        ]
        verbs = [t.start for t in out if t.upos == "VERB" and "Tense" in t.feats]
        return Annotation(text=text, language="ru", tokens=tuple(out), sentences=tuple(sentences), clauses=tuple(clauses), paragraphs=tuple(paras), names=tuple(names), quotations=find_quotations(text, paras, marks, verbs))

    def annotate_many(self, texts: Iterable[str]) -> Iterator[Annotation]:
        return map(self.annotate, texts)
