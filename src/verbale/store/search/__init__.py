"""Full text: the language in which it is asked.

``parsing`` turns what somebody types into a :class:`~verbale.store.search.parsing.Search`, ``matching`` that into the
database's own terms, ``tables`` names the index's tables, ``vectors`` writes terms as PostgreSQL has them. The index is
kept by ``keeping.index``.
"""
