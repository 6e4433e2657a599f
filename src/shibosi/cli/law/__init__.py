"""`shibosi law`: values through time, what comes next, markets, zones, policies, norms, contradictions."""

from shibosi.cli.law import asking, citing, deciding, searching, taking, weighing
from shibosi.cli.law.group import command

__all__ = ["asking", "citing", "command", "deciding", "searching", "taking", "weighing"]
