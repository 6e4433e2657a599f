"""Names of an order that watch-lists may mean.

Which names an order bears, and which lists are in force, is a matter of screening: it reports a possible match here,
and what people made of it.
"""

from shibosi.domains.aml.records import NameScreening
from shibosi.domains.customs.dossiers import ORDER
from shibosi.kernel.controls import Severity, control
from shibosi.kernel.expressions import BoolX, count, every, largest, some, unknown, when


@control(
    clauses=["8.1.2.1", "8.1.3.2-a"], dossier=ORDER, day=largest(NameScreening.screened_on),
    when=count(NameScreening).or_else(0) > 0, severity=Severity.CRITICAL,
    remedy="Decide on the possible match; with a party that is listed nothing is delivered and no money moves.",
)  # fmt: skip
def nobody_an_order_names_is_listed() -> BoolX:
    """Nobody an order names is on a watch-list; what looked like it was cleared by people."""
    listed = some(NameScreening.result == "listed")
    open_match = some(NameScreening.result == "possible")
    cleared = every(NameScreening.result.is_in(["clear", "cleared"]))
    return when(listed, ~listed, when(open_match, unknown(), cleared))
