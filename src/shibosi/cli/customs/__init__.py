"""`shibosi customs`: which mode, declaring orders, a simulated office to declare against."""

from shibosi.cli.customs import declaring, modes, orders, simulating
from shibosi.cli.customs.group import command

__all__ = ["command", "declaring", "modes", "orders", "simulating"]
