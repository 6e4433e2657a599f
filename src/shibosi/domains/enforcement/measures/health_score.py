"""Health score: a score that violations lower and orders without complaint raise again.

Bounds, start, gain, days and the figure below which the account is closed are those generally known of the Amazon
Account Health Rating. How much a violation costs is not public there and our own choice here.
"""

from shibosi.kernel.controls import Severity
from shibosi.kernel.measures.packs import Rolling, Score, Tier, pack
from shibosi.kernel.parameters import Parameters, codes, whole, word


class HealthScore(Parameters):
    """What the score begins with, loses and wins, and what follows when it is low."""

    minor = whole("Points lost by a minor violation", unit="points")
    major = whole("Points lost by a major violation", unit="points")
    critical = whole("Points lost by a critical violation", unit="points")
    days = whole("Days in which violations and orders count", unit="days")
    start = whole("Score of a new account", unit="points")
    lowest = whole("Lowest score", unit="points")
    highest = whole("Highest score", unit="points")
    gain = whole("Points won back at a time", unit="points")
    per = whole("Orders for which points are won back once", unit="orders")
    closing = whole("Score below which the account is closed", unit="points")
    closing_brings = codes("Measures below that score")
    on_appeal = word("What an open appeal does: runs or suspends")
    on_reached = word("What reaching a tier does: proposes or imposes")
    four_eyes = codes("Measures that two people decide")


HEALTH_SCORE = pack(
    "health_score", "Health score", clauses=["4.8.2-a"], theme=__name__,
    points={Severity.MINOR: HealthScore.minor, Severity.MAJOR: HealthScore.major,
            Severity.CRITICAL: HealthScore.critical},
    window=Rolling(HealthScore.days),
    score=Score(HealthScore.start, HealthScore.lowest, HealthScore.highest, HealthScore.gain, HealthScore.per),
    tiers=(Tier("closing", HealthScore.closing, HealthScore.closing_brings),),
    on_appeal=HealthScore.on_appeal, on_reached=HealthScore.on_reached, four_eyes=HealthScore.four_eyes,
)  # fmt: skip
