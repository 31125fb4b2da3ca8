"""The floor: the smallest Typer, Rich and sqlite3 program that prints a table of 27 rows."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def floor(store: Path) -> None:
    """Print the participants of the WTO negotiation in a store."""
    table = Table("Code", "Name", "Role")
    for row in sqlite3.connect(store).execute(
        "SELECT s.partner, p.name, s.role FROM participant s JOIN partner p ON p.code = s.partner"
        " WHERE s.negotiation = 'WTO' ORDER BY s.partner"
    ):
        table.add_row(*row)
    Console().print(table)


if __name__ == "__main__":
    app()
