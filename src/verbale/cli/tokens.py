"""``verbale tokens``: what lets programs write through the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.asking import write_rows
from verbale.cli.options import AsJson, Database
from verbale.cli.streams import ending, give_secret, say

if TYPE_CHECKING:
    from verbale.web.tokens import Listed

app = typer.Typer(
    help="Keep the tokens by which programs write through the API.", no_args_is_help=True, rich_markup_mode=None
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="What the token is called.")]


@app.command()
def add(
    name: Name,
    user: Annotated[str, typer.Option(metavar="NAME", help="Account that the program acts for.")],
    scope: Annotated[
        list[str],
        typer.Option(
            metavar="SCOPE",
            help="reviews:write (of a reviewer or editor) or reports:write (of an editor); may be given twice.",
        ),
    ],
    days: Annotated[int, typer.Option(min=1, max=3650, metavar="N", help="Days until it expires.")] = 365,
    database: Database = None,
) -> None:
    """Make a token. It is printed, this once."""
    with ending():
        from verbale.store.opening import open_store

        open_store(database)
        from verbale.web import tokens

        secret = tokens.add(name, user, scope, days)
        say(f"{name}: {', '.join(scope)} for {user}, {days} days")
        give_secret("token", secret)


@app.command("list")
def list_(as_json: AsJson = False, database: Database = None) -> None:
    """Print the tokens with their users, scopes, last days and when they were last used."""
    with ending():
        from verbale.store.opening import open_store

        open_store(database)
        from verbale.web import tokens

        write_rows(tokens.listed(), _cells, as_json=as_json)


@app.command()
def revoke(name: Name, database: Database = None) -> None:
    """Make a token good for nothing. What was written with it stays."""
    with ending():
        from verbale.store.opening import open_store

        open_store(database)
        from verbale.web import tokens

        tokens.revoke(name)
        say(f"{name} is revoked")


def _cells(token: Listed) -> list[str]:
    used = f"used {token.used:%Y-%m-%d %H:%M}" if token.used else "never used"
    return [token.name, token.user, ", ".join(token.scopes), f"until {token.expires:%Y-%m-%d}", used]
