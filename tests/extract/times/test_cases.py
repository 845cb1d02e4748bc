"""The written cases of Russian time expressions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    expect: str
    published: str | None = None


class Cases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    case: tuple[Case, ...]


CASES = Path(__file__).parents[2] / "data" / "times" / "ru.toml"


@pytest.mark.parametrize(
    "case", msgspec.toml.decode(CASES.read_bytes(), type=Cases).case, ids=lambda case: case.text[:40]
)
def test_case(check: Callable[..., None], case: Case) -> None:
    check(case.text, case.expect, case.published)
