"""The report of a run: a page for people, and the user's own spreadsheets given back with what was found in them."""

from shibosi.report.marking import GivenBack, annotate
from shibosi.report.page import write_report

__all__ = ["GivenBack", "annotate", "write_report"]
