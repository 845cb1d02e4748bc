"""Full text: an index over headwords, and the language in which it is asked.

``parsing`` turns what somebody types into a :class:`~verbale.store.search.parsing.Search`, ``matching`` that into the
database's own terms, ``index`` keeps the index, ``tables`` names its tables.
"""
