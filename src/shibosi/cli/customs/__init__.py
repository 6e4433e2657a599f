"""`shibosi customs`: which mode, declaring orders, a simulated office to declare against."""

from shibosi.cli.customs import declaring, filings, gate, general, modes, orders, payments, simulating
from shibosi.cli.customs.group import command

__all__ = ["command", "declaring", "filings", "gate", "general", "modes", "orders", "payments", "simulating"]
