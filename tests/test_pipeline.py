"""Text to record, whole, with the models."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import msgspec
import pytest

import verbale
from verbale import intake, language, pipeline, samples
from verbale.errors import EmptyInput, InputError, UnsupportedLanguage

TEXT = "«Мы готовы к переговорам», — заявил министр иностранных дел Веларии Арсен Волдин."


def test_a_text_is_read():
    record = verbale.read(TEXT, published=date(2031, 5, 12))
    assert [statement.exact.content for statement in record.statements] == [("Мы готовы к переговорам",)]
    assert record.statements[0].speaker == "Арсен Волдин"
    assert (record.report.text, record.report.published, record.reader) == (TEXT, "2031-05-12", verbale.__version__)
    assert record.report.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert verbale.verify(record) == []


def test_samples_are_read_the_same_alone_together_and_in_threads():
    alone = [verbale.read_file(path) for path in samples.paths()]
    assert all(record.statements for record in alone)
    reports = [(path.name, intake.load_file(path)) for path in samples.paths()]
    assert list(pipeline.read_named(reports)) == alone
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(verbale.read_file, samples.paths())) == alone


def test_many_come_in_order_and_lazily(monkeypatch):
    monkeypatch.setattr(pipeline, "WINDOW_REPORTS", 2)
    drawn = []

    def reports():
        for number in range(7):
            drawn.append(number)
            yield intake.from_text(f"Министр Арсен Волдин заявил, что прибыло {number} поездов.")

    records = verbale.read_many(reports())
    first = next(records)
    assert drawn == [0, 1]
    assert [record.report.text for record in (first, *records)] == [
        f"Министр Арсен Волдин заявил, что прибыло {number} поездов." for number in range(7)
    ]


def test_what_cannot_be_read_raises_or_is_told():
    good = intake.from_text(TEXT)
    strange = msgspec.structs.replace(good, language="tlh")
    with pytest.raises(UnsupportedLanguage):
        list(verbale.read_many([good, strange]))
    told: list[tuple[str, InputError]] = []
    records = list(verbale.read_many([good, strange, good], on_error=lambda doc, error: told.append((doc, error))))
    assert len(records) == 2
    assert [(doc, type(error)) for doc, error in told] == [(pipeline.name_of(strange), UnsupportedLanguage)]
    with pytest.raises(EmptyInput):
        verbale.read(" \n")


def test_one_annotator_for_the_process():
    with ThreadPoolExecutor(8) as pool:
        annotators = list(pool.map(lambda _: language.get("ru"), range(8)))
    assert all(annotator is annotators[0] for annotator in annotators)


@pytest.mark.parametrize("text", ["Да.", "«", "— Нет", "1", "Волдин:\n\n\n«Нет»", "а" * 5000, "заявил " * 300])
def test_odd_texts_are_read_or_refused(text):
    try:
        record = verbale.read(text, language="ru")
    except InputError:
        return
    assert verbale.verify(record) == []
