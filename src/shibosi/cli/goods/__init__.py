"""`shibosi goods`: what a market asks for goods, the smallest repair, recalls."""

from shibosi.cli.goods import fix, needs, recalls
from shibosi.cli.goods.group import command

__all__ = ["command", "fix", "needs", "recalls"]
