"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Database = Annotated[
    str | None, typer.Option(metavar="DATABASE", help="File or postgresql://…; by default VERBALE_DATABASE.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Limit = Annotated[int, typer.Option(metavar="N", help="Rows at most, up to 200.")]

# Of the commands that read reports:
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="When the reports were published: 2024-03-12 or with a time.")
]
Language = Annotated[
    str | None, typer.Option(metavar="CODE", help="Language of the reports (ISO 639-1); by default detected.")
]
People = Annotated[
    Path | None,
    typer.Option(
        metavar="TABLE.csv", help="Table of people to link speakers to; by default that of verbale actors import."
    ),
]
Jobs = Annotated[int, typer.Option(min=0, metavar="N", help="Processes to read with; 0: one for each core.")]
