"""`shibosi customs`: which mode, declaring orders, a simulated office to declare against."""

from shibosi.cli.customs import declaring, general, modes, orders, simulating
from shibosi.cli.customs.group import command

__all__ = ["command", "declaring", "general", "modes", "orders", "simulating"]
