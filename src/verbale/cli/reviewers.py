"""``verbale reviewers``: the accounts of those who review, edit and moderate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.asking import write_rows
from verbale.cli.options import AsJson, Database
from verbale.cli.streams import ending, give_secret, say

if TYPE_CHECKING:
    from verbale.web.accounts import Account

app = typer.Typer(
    help="Keep the accounts of reviewers, editors and moderators.", no_args_is_help=True, rich_markup_mode=None
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="Name to sign in with.")]


@app.command()
def add(
    name: Name,
    group: Annotated[
        list[str],
        typer.Option(
            metavar="GROUP",
            help="reviewer (decides on what was read), editor (also joins and splits actors) or moderator (answers "
            "readers' questions); may be given several times.",
        ),
    ],
    prompt: Annotated[bool, typer.Option("--prompt", help="Ask for a password instead of generating one.")] = False,
    database: Database = None,
) -> None:
    """Make an account, or give one more groups. A generated password is printed, this once."""
    with ending():
        from verbale.store.opening import open_store

        open_store(database, create=True)
        from verbale.web import accounts

        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True) if prompt else None
        generated = accounts.add(name, group, password)
        say(f"{name}: {', '.join(group)}")
        if generated is not None:
            give_secret("password", generated)


@app.command("list")
def list_(as_json: AsJson = False, database: Database = None) -> None:
    """Print who may sign in, with groups and the last time."""
    with ending():
        from verbale.store.opening import open_store

        open_store(database)
        from verbale.web import accounts

        write_rows(accounts.listed(), _cells, as_json=as_json)


@app.command()
def remove(name: Name, database: Database = None) -> None:
    """Let somebody sign in no more. Their decisions stay, under their name."""
    with ending():
        from verbale.store.opening import open_store

        open_store(database)
        from verbale.web import accounts

        accounts.remove(name)
        say(f"{name} can no longer sign in")


def _cells(account: Account) -> list[str]:
    return [account.name, ", ".join(account.groups), account.last_sign_in or "never signed in"]
