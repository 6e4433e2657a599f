"""`shibosi words`: what stands in texts that a market or the site minds."""

from shibosi.cli.words import check
from shibosi.cli.words.group import command

__all__ = ["check", "command"]
