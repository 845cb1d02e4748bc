"""Reports, the copies of them that other outlets printed, and what was read in them."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import msgspec
from django.db import models

from verbale import types
from verbale.store.hashing import canonical_hash
from verbale.store.models.content import Content
from verbale.store.models.querysets import ReportQuerySet


class Publication(models.Model):
    """Where and when a text was published; a report and each copy of it has its own."""

    doc = models.TextField()  # file name or address it was added under
    url = models.TextField(null=True, unique=True)  # canonical address
    title = models.TextField(null=True)
    outlet = models.TextField(null=True, db_index=True)
    author = models.TextField(null=True)
    published = models.TextField(null=True)  # ISO 8601 date or date and time, as printed
    retrieved = models.TextField(null=True)  # ISO 8601, UTC
    day = models.DateField(db_index=True)  # published, else retrieved, else added: what lists are sorted by
    added = models.DateTimeField()

    class Meta:
        abstract = True


class Report(Publication):
    """One published text. Text and bytes never change; ``reading`` is what the newest reader read in it."""

    key = models.CharField(max_length=12, unique=True)  # in addresses: of the text's hash, base 32
    text = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    raw = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+", null=True)
    language = models.CharField(max_length=8)
    encoding = models.TextField(null=True)
    furniture = models.JSONField(default=list)  # spans
    reading = models.OneToOneField("Reading", on_delete=models.PROTECT, related_name="+", null=True)

    objects = models.Manager.from_queryset(ReportQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["-day", "-id"]),
            models.Index(fields=["outlet", "-day", "-id"]),
            models.Index(fields=["language", "-day", "-id"], name="report_of_language"),
        ]

    def __str__(self) -> str:
        return self.title or self.doc


class Copy(Publication):
    """The same text, or nearly, printed elsewhere. Its own text is kept; only the report's is read."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="copies")
    text = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    raw = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+", null=True)
    similarity = models.FloatField()  # share of common shingles with the report's text, 0 to 1
    hash = models.CharField(max_length=64)  # of all the other fields: no record proves what a copy says

    class Meta:
        verbose_name_plural = "copies"

    @staticmethod
    def digest(row: Mapping[str, Any]) -> str:
        """The hash of a copy's other fields, given by attribute, without its primary key."""
        return canonical_hash({name: value for name, value in row.items() if name not in {"id", "hash"}})


class Shingle(models.Model):
    """A band of a report's or copy's MinHash signature: texts that share one may be near-duplicates."""

    band = models.BigIntegerField(db_index=True)
    report = models.ForeignKey(Report, on_delete=models.CASCADE)


class Reading(models.Model):
    """The Record that one version of the reader read in a report: the proof that the rows are made from."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="readings")
    reader = models.CharField(max_length=32)  # version of Verbale
    record = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")  # JSON, without the text
    made = models.DateTimeField()

    def load(self) -> types.Record:
        """The record with the report's text put back."""
        record = msgspec.json.decode(self.record.read(), type=types.Record)
        text = self.report.text.read().decode("utf-8", "surrogatepass")
        return msgspec.structs.replace(record, report=msgspec.structs.replace(record.report, text=text))

    def is_whole(self) -> bool:
        """Whether the record can still be unpacked and decoded."""
        try:
            self.load()
        except (zlib.error, msgspec.MsgspecError, UnicodeDecodeError):
            return False
        return True
