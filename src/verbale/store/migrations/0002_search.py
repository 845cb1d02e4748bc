"""The tables of the full-text index (``store/search/tables.py`` says what stands in them)."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# SQLite's tokenizer only parts at spaces: terms are letters and digits in lower case already.
_CREATE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE store_statementwords USING fts5(speaker, content, tokenize='ascii')",
        "INSERT INTO store_statementwords (store_statementwords, rank) VALUES ('rank', 'bm25(0.5, 1.0)')",
        "CREATE VIRTUAL TABLE store_reportwords USING fts5(title, text, tokenize='ascii', content='')",
        "INSERT INTO store_reportwords (store_reportwords, rank) VALUES ('rank', 'bm25(3.0, 1.0)')",
    ],
    "postgresql": [
        "CREATE TABLE store_statementwords (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX store_statementwords_gin ON store_statementwords USING gin (words)",
        "CREATE TABLE store_reportwords (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX store_reportwords_gin ON store_reportwords USING gin (words)",
    ],
}
_DROP = ["DROP TABLE store_statementwords", "DROP TABLE store_reportwords"]


def create(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _DROP:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("store", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
