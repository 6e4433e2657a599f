"""`shibosi mcp`: tools for an AI agent on this machine, over standard input and output; they change nothing."""

import sys
from pathlib import Path

import click

from shibosi.cli.speaking import Spoken


@click.command("mcp", cls=Spoken, help="Serve tools to an AI agent over standard input and output (MCP).")
@click.option("--runs", type=click.Path(path_type=Path), default=Path("runs"), show_default=True,
              help="The folder whose runs may be explained.")  # fmt: skip
def command(runs: Path) -> int:
    """Serve until the input ends."""
    from shibosi.cli.check import today
    from shibosi.mcp.stdio import serve

    serve(sys.stdin.buffer, sys.stdout.buffer, today, runs)
    return 0
