"""`shibosi papers`: which papers are asked for, and what they allow."""

from shibosi.cli.papers import file, kinds, may
from shibosi.cli.papers.group import command

__all__ = ["command", "file", "kinds", "may"]
