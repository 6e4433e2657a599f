"""`shibosi goods`: what a market asks for goods, and the smallest repair."""

from shibosi.cli.goods import fix, needs
from shibosi.cli.goods.group import command

__all__ = ["command", "fix", "needs"]
