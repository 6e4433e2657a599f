"""`shibosi goods`: what a market asks for goods."""

from shibosi.cli.goods import needs
from shibosi.cli.goods.group import command

__all__ = ["command", "needs"]
