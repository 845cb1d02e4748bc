"""The words of a report's text, as the search looks for them."""

from __future__ import annotations

import zlib

import msgspec
from django.db import models

from verbale import types
from verbale.store.models.report import Report

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(tuple[list[int], str])


class Terms(models.Model):
    """Headwords and their places, kept so that the index can be made anew, and words of a corrected span be found."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, primary_key=True, related_name="terms")
    data = models.BinaryField()  # zlib of msgpack: steps from start to start, headwords parted by spaces

    class Meta:
        verbose_name_plural = "terms"

    @staticmethod
    def pack(terms: types.Terms) -> bytes:
        """``terms`` as ``data`` keeps them."""
        steps = [after - before for before, after in zip((0, *terms.starts), terms.starts, strict=False)]
        return zlib.compress(_encoder.encode((steps, " ".join(terms.lemmas))), 1)

    def load(self) -> types.Terms:
        """The words and their places."""
        steps, lemmas = _decoder.decode(zlib.decompress(bytes(self.data)))
        starts, place = [], 0
        for step in steps:
            place += step
            starts.append(place)
        return types.Terms(tuple(starts), tuple(lemmas.split(" ")) if lemmas else ())
