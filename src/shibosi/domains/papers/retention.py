"""Retention: how long the files of papers are kept. No control reads this; the store deletes by it, never before."""

from shibosi.domains.papers.papers import Kind
from shibosi.kernel.expressions.kinds import NumberX
from shibosi.kernel.parameters import Parameter, Parameters, whole


class PaperFiles(Parameters):
    """For how long the file of a paper stays after the paper has ended."""

    declarations = whole("Days for which files of papers of brokers stay after the paper has ended", unit="days")
    advertising = whole("Days for which files of papers on advertising stay after the paper has ended", unit="days")
    others = whole("Days for which files of other papers stay after the paper has ended", unit="days")
    unused = whole("Days for which a file stays that proves no paper", unit="days")


DUTIES = {"10.4.": PaperFiles.declarations, "10.1.": PaperFiles.advertising}
"""Beginnings of clauses to the period of the papers that prove them."""


def period(kind: Kind | None) -> Parameter[NumberX]:
    """The parameter that says how long files of papers of a kind stay; that of all others where nothing is special."""
    clauses = kind.clauses if kind is not None else ()
    own = (days for start, days in DUTIES.items() for clause in clauses if clause.startswith(start))
    return next(own, PaperFiles.others)
