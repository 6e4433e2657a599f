"""`shibosi tax`: retail import and its year, landed cost, refunds, obligations, simulation, tariffs and rates."""

from shibosi.cli.tax import exports, landed, quota, retail, simulating
from shibosi.cli.tax.group import command

__all__ = ["command", "exports", "landed", "quota", "retail", "simulating"]
