"""The hash of named values: one way to write them, whichever database they come from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any


def canonical_hash(values: Mapping[str, Any]) -> str:
    """SHA-256, hexadecimal, of ``values`` in JSON with sorted keys, without spaces and escapes; moments in UTC."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_written)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a hash")
