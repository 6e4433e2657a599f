"""`shibosi customs`: which mode, declaring orders, a simulated office to declare against."""

from shibosi.cli.customs import modes, simulating
from shibosi.cli.customs.group import command

__all__ = ["command", "modes", "simulating"]
