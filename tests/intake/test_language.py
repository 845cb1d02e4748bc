from __future__ import annotations

import subprocess
import sys

import pytest

from verbale import language
from verbale.intake.language import NAMES, SUPPORTED, default, detect, differs


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Министр иностранных дел Арсен Волдин заявил, что страны готовы к диалогу."),
        ("ru", "Это вопрос нашей безопасности"),
        ("uk", "Міністр закордонних справ Арсен Волдін заявив, що країни готові до діалогу."),
        ("uk", "Земля аналогічно перебуває в іпотеці, повідомив міністр"),
        ("be", "Міністр замежных спраў Арсен Волдзін заявіў, што краіны гатовыя да дыялогу."),
        ("bg", "Министърът на външните работи Арсен Волдин заяви, че страните са готови за диалог."),
        ("kk", "Сыртқы істер министрі Арсен Волдин елдердің диалогқа дайын екенін мәлімдеді."),
        ("en", "Foreign minister Arsen Voldin said that the countries were ready for dialogue."),
        ("de", "Außenminister Arsen Voldin erklärte, die Länder seien zum Dialog bereit."),
        ("pl", "Minister spraw zagranicznych Arsen Voldin oświadczył, że kraje są gotowe do dialogu."),
    ],
)
def test_languages_are_told(code, text):
    assert detect(text) == code


@pytest.mark.parametrize("text", ["", "33", "***", "Ok", "Президент заявив", "Арсен Волдин"])
def test_what_cannot_be_told_is_left_open(text):
    assert detect(text) is None


def test_a_notice_in_another_language_does_not_change_the_report():
    report = "Министр заявил, что переговоры продолжатся и что страны готовы к диалогу.\n" * 3
    assert detect(report + "\nВаше питання буде розглянуто модераторами найближчим часом") == "ru"


def test_default_is_russian_only_for_letters_that_nobody_else_claims():
    assert default("Волдин: переговоры") == "ru"
    assert default("Волдін: переговори") is None
    assert default("Voldin") is None


@pytest.mark.parametrize(
    ("text", "different"),
    [
        ("Дякуємо за вашу активність", True),
        ("Thank you for your comment", True),
        ("谢谢您的评论我们会尽快处理请耐心等待", True),
        ("Компания The Example Group Limited", False),
        ("Спасибо за внимание", False),
        ("Он родом из Обухова", False),
        ("Ok", False),
    ],
)
def test_differs(text, different):
    assert differs(text, "ru") is different


def test_intake_and_language_support_the_same():
    assert language.supported() == SUPPORTED
    assert set(SUPPORTED) <= set(NAMES)


def test_a_russian_report_does_not_load_lingua():
    code = (
        "import sys; from verbale.intake import from_text; from verbale import samples\n"
        "[from_text(p.read_text(encoding='utf-8')) for p in samples.paths() if p.suffix == '.txt']\n"
        "print('lingua' in sys.modules, 'trafilatura' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
