"""Indexes of what is counted over the whole record, and of the words in actors' names.

The words of names stand in an index that the database itself keeps up: with SQLite an FTS5 table with triggers, with
PostgreSQL an index over an expression (``store/people/names.py`` asks both).
"""

from __future__ import annotations

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_DELETE = "INSERT INTO store_actornamewords (store_actornamewords, rowid, folded) VALUES ('delete', old.id, old.folded)"
_INSERT = "INSERT INTO store_actornamewords (rowid, folded) VALUES (new.id, new.folded)"
_CREATE = {
    "sqlite": [
        """CREATE VIRTUAL TABLE store_actornamewords USING fts5(
            folded, content='store_actorname', content_rowid='id', detail=none, columnsize=0,
            tokenize="ascii tokenchars '_'"
        )""",
        "INSERT INTO store_actornamewords (store_actornamewords) VALUES ('rebuild')",
        f"CREATE TRIGGER store_actorname_added AFTER INSERT ON store_actorname BEGIN {_INSERT}; END",
        f"CREATE TRIGGER store_actorname_removed AFTER DELETE ON store_actorname BEGIN {_DELETE}; END",
        f"""CREATE TRIGGER store_actorname_renamed AFTER UPDATE OF id, folded ON store_actorname
            BEGIN {_DELETE}; {_INSERT}; END""",
    ],
    # PostgreSQL has no lexeme longer than 2,046 bytes: of a longer name only the beginning is looked up.
    "postgresql": [
        """CREATE INDEX store_actorname_words ON store_actorname USING gin (
            array_to_tsvector(array_remove(string_to_array(left(folded, 500), ' '), ''))
        )""",
    ],
}
_DROP = {
    "sqlite": [
        "DROP TRIGGER store_actorname_added",
        "DROP TRIGGER store_actorname_removed",
        "DROP TRIGGER store_actorname_renamed",
        "DROP TABLE store_actornamewords",
    ],
    "postgresql": ["DROP INDEX store_actorname_words"],
}


def create(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("store", "0002_search")]
    operations = [
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["language", "-day", "-id"], name="report_of_language"),
        ),
        migrations.AddIndex(
            model_name="citation",
            index=models.Index(fields=["instrument", "report", "state"], name="citation_of_instrument"),
        ),
        migrations.RunPython(create, drop),
    ]
