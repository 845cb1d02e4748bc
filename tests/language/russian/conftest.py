"""What the tests of Russian share: texts, and Slovnet's own answers for them."""

from __future__ import annotations

from importlib.resources import files

import pytest

# Shapes that the samples lack: another script, signs, no full stop, one word, long enumerations.
ODD_TEXTS = (
    "Лимар",
    "ВЕЛАР, 5 мая. /ВЕЛТА/. Ж.-К. Крон: «За́мок O'Мэлли – ΔP≈5,6%; yahoo! и т. д.» 1990-х :) ***",
    "The minister said “no”. Міністр сказав «ні». 部长说“不”。 \U0001f600 \u0301 ½ №5 a_b 1/2 2005, 2006 -то",
    "Прибыли "
    + ", ".join(f"{place} и министр {name}" for place in ("Велар", "Лимара", "Остмарк") for name in "АБВГДЕЖЗ"),
    "да " * 40 + "нет.",
)


@pytest.fixture(scope="session")
def texts() -> list[str]:
    """The bundled sample reports, which are about invented people and states, and a few odd texts."""
    folder = files("verbale.samples")
    samples = [entry.read_text("utf-8") for entry in folder.iterdir() if entry.name.endswith(".txt")]
    assert len(samples) > 3
    return [*samples, *ODD_TEXTS]
