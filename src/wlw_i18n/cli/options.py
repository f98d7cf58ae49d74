"""Options that many commands have."""

from pathlib import Path
from typing import Annotated

import typer

CourseFolder = Annotated[
    Path,
    typer.Option(
        "--course", "-C", help="A folder of the course. Default: here, or the nearest folder up.", metavar="DIR"
    ),
]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--lang", "-l", help="Only this language, by its code (fr, pt-br). May be given again.", metavar="CODE"
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON, for a script.")]
Draft = Annotated[bool, typer.Option("--draft", help="Also export languages that are below the course's gate.")]
