"""Foreign investors: which activities are closed to them, and how much of others they may hold.

Not modelled: who stands behind an investor, arrangements for Hong Kong, Macao and Taiwan, shorter lists of free trade
zones. On days of which no edition of the list is known nothing is decided. Whether an activity is one of the list,
whoever reports the activity says.
"""

from shibosi.domains.assurance.dossiers import INVESTED
from shibosi.domains.assurance.records import ForeignShare
from shibosi.domains.papers.records import Activity
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, as_of, count, some, total, unknown, when
from shibosi.kernel.parameters import Parameters, codes, number

FOREIGN = ForeignShare.nationality != "CN"


class NegativeList(Parameters):
    """What foreign investors may hold in a country, by activity."""

    closed = codes("Activities closed to foreign investors")
    limited = codes("Activities of which foreign investors may hold a part")
    share = number("Largest share of foreign investors in these", unit="percent")


@control(
    clauses=["002-29"], dossier=INVESTED, day=as_of(), place=Activity.market,
    when=(count(Activity).or_else(0) > 0) & (count(ForeignShare).or_else(0) > 0) & (Activity.market == "CN"),
    severity=Severity.CRITICAL, blocks=NOTHING,
    remedy="End the activity, or bring the share of foreign investors down to what the list allows.",
)  # fmt: skip
def foreign_share_is_within_the_negative_list(negative: NegativeList) -> BoolX:
    """Foreign investors hold nothing of an activity closed to them, and of a limited one no more than allowed."""
    limited = when(some(FOREIGN), total(ForeignShare.share, where=FOREIGN) <= negative.share, ~some(FOREIGN))
    open_ = when(Activity.activity.is_in(negative.limited), limited, Activity.activity.is_known())
    listed = when(Activity.activity.is_in(negative.closed), ~some(FOREIGN), open_)
    return when(negative.share >= 0, listed, unknown())
