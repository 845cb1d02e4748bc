"""The ``verbale`` command. Modules here import what they need inside their commands: help must be instant."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from verbale.cli.app import app
    from verbale.cli.streams import prepare

    prepare()
    app(prog_name="verbale")


__all__ = ["main"]
