"""``verbale reviewers``: the accounts of those who review, edit and moderate."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale.cli.streams import ending, say, write_line

app = typer.Typer(
    help="Keep the accounts of reviewers, editors and moderators.", no_args_is_help=True, rich_markup_mode=None
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="Name to sign in with.")]
Database = Annotated[
    str | None, typer.Option(metavar="DATABASE", help="File or postgresql://…; by default VERBALE_DATABASE.")
]


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
            say("The password, which is not shown again:")
            write_line(generated.encode())


@app.command("list")
def list_(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False, database: Database = None
) -> None:
    """Print who may sign in, with groups and the last time."""
    with ending():
        import msgspec

        from verbale.store.opening import open_store

        open_store(database)
        from verbale.web import accounts

        for account in accounts.listed():
            line = [account.name, ", ".join(account.groups), account.last_sign_in or "never signed in"]
            write_line(msgspec.json.encode(account) if as_json else "\t".join(line).encode())


@app.command()
def remove(name: Name, database: Database = None) -> None:
    """Let somebody sign in no more. Their decisions stay, under their name."""
    with ending():
        from verbale.store.opening import open_store

        open_store(database)
        from verbale.web import accounts

        accounts.remove(name)
        say(f"{name} can no longer sign in")
