"""Bytes kept once, under their hash."""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

from django.db import models

LEVEL = 1  # of zlib: half the time of the usual 6 for a tenth more bytes


class Content(models.Model):
    """Bytes as fetched, a text in UTF-8 or the JSON of a record: compressed, never changed, named by their SHA-256."""

    sha256 = models.CharField(primary_key=True, max_length=64)  # of the bytes before compression, hexadecimal
    data = models.BinaryField()  # zlib
    size = models.PositiveBigIntegerField()  # of the bytes before compression
    checksum = models.BigIntegerField()  # CRC-32 of ``data``: of a compressed stream some bits say nothing

    @classmethod
    def of(cls, data: bytes) -> Content:
        """``data`` as it is kept; not saved."""
        return cls(**cls.row(data))

    @staticmethod
    def row(data: bytes) -> dict[str, Any]:
        """The values of ``data``'s row."""
        kept = zlib.compress(data, LEVEL)
        digest = hashlib.sha256(data).hexdigest()
        return {"sha256": digest, "data": kept, "size": len(data), "checksum": zlib.crc32(kept)}

    def read(self) -> bytes:
        """The bytes as they were given. Raises ``zlib.error`` where what is kept is damaged."""
        return zlib.decompress(bytes(self.data))
