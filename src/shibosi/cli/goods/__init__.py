"""`shibosi goods`: what a market asks for goods, how they are carried, the smallest repair, recalls, exports."""

from shibosi.cli.goods import carry, fix, needs, recalls, searching, taking
from shibosi.cli.goods.group import command

__all__ = ["carry", "command", "fix", "needs", "recalls", "searching", "taking"]
