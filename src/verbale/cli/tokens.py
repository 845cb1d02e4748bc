"""``verbale tokens``: what lets programs write through the API."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale.cli.streams import ending, say, write_line

app = typer.Typer(
    help="Keep the tokens by which programs write through the API.", no_args_is_help=True, rich_markup_mode=None
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="What the token is called.")]
Database = Annotated[
    str | None, typer.Option(metavar="DATABASE", help="File or postgresql://…; by default VERBALE_DATABASE.")
]


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
        say("The token, which is not shown again:")
        write_line(secret.encode())


@app.command("list")
def list_(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False, database: Database = None
) -> None:
    """Print the tokens with their users, scopes, last days and when they were last used."""
    with ending():
        import msgspec

        from verbale.store.opening import open_store

        open_store(database)
        from verbale.web import tokens

        for token in tokens.listed():
            used = f"used {token.used:%Y-%m-%d %H:%M}" if token.used else "never used"
            line = [token.name, token.user, ", ".join(token.scopes), f"until {token.expires:%Y-%m-%d}", used]
            write_line(msgspec.json.encode(token) if as_json else "\t".join(line).encode())


@app.command()
def revoke(name: Name, database: Database = None) -> None:
    """Make a token good for nothing. What was written with it stays."""
    with ending():
        from verbale.store.opening import open_store

        open_store(database)
        from verbale.web import tokens

        tokens.revoke(name)
        say(f"{name} is revoked")
