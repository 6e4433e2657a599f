"""`shibosi papers`: which papers are asked for."""

from shibosi.cli.papers import kinds
from shibosi.cli.papers.group import command

__all__ = ["command", "kinds"]
