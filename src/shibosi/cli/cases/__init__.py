"""`shibosi cases`: the case desk on a terminal."""

from shibosi.cli.cases import assigning, listing, moving, showing
from shibosi.cli.cases.group import command

__all__ = ["assigning", "command", "listing", "moving", "showing"]
