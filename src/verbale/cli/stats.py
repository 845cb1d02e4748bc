"""``verbale stats``: what the store holds."""

from __future__ import annotations

from verbale.cli.asking import write_json
from verbale.cli.options import AsJson, Database
from verbale.cli.streams import ending


def stats(as_json: AsJson = False, database: Database = None) -> None:
    """Print how much the store holds: reports and their days, items, languages, acts, outlets, speakers, decisions."""
    with ending():
        from verbale.store.opening import open_store

        open_store(database)
        from verbale.cli import listing
        from verbale.store.answers.figures import figures

        found = figures()
        if as_json:
            write_json([found])
            return
        days = f"{found.first_day} to {found.last_day}" if found.first_day else None
        listing.show(listing.heading(found.database, days, f"{found.size / 1e6:,.1f} MB" if found.size else None))
        listing.show(listing.counts("", found.nouns.items()))
        for title, values in (
            ("statements by act", found.acts),
            ("reports by language", found.languages),
            ("statements by state of review", found.states),
            ("statements by outlet", found.outlets),
            ("statements by speaker", found.speakers),
        ):
            if values:
                listing.show("", listing.counts(title, values.items()))
