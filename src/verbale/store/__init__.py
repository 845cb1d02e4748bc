"""The record kept: a Django app over SQLite (by default) or PostgreSQL.

What was read lies in it twice, on purpose. A ``Reading`` holds the Record as it was read, compressed and named by its
hash: the proof. The rows of statements, actors, meetings … are made from it (``readings.projection``) to be searched and
joined; ``verify`` makes them anew and compares. What people decide is in the chain of ``Review``.

Its rooms, each of which imports only those before it: ``search``, ``models``, ``readings``, ``people``, ``keeping``, then
``reviewing`` and ``answers``, which do not know each other, and ``upkeep``. The modules beside them are tools for all.
"""
