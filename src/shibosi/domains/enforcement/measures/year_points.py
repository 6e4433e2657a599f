"""Points of a behaviour year: four tiers up to closing the shop, as clause 4.2.3-a asks for.

The tiers are those generally known of TikTok Shop; the year is the clause's. How many points a violation costs and what
a tier brings are our own choice.
"""

from shibosi.kernel.controls import Severity
from shibosi.kernel.measures.packs import Resetting, Tier, pack
from shibosi.kernel.parameters import Parameters, codes, whole, word


class YearPoints(Parameters):
    """What violations cost in a behaviour year, and what follows."""

    minor = whole("Points for a minor violation", unit="points")
    major = whole("Points for a major violation", unit="points")
    critical = whole("Points for a critical violation", unit="points")
    months = whole("Months after which points are reset", unit="months")
    begins = whole("Month in which the first period of a year begins", unit="month")
    first = whole("Points of the first tier", unit="points")
    second = whole("Points of the second tier", unit="points")
    third = whole("Points of the third tier", unit="points")
    fourth = whole("Points of the fourth tier", unit="points")
    first_brings = codes("Measures of the first tier")
    second_brings = codes("Measures of the second tier")
    third_brings = codes("Measures of the third tier")
    fourth_brings = codes("Measures of the fourth tier")
    on_appeal = word("What an open appeal does: runs or suspends")
    on_reached = word("What reaching a tier does: proposes or imposes")
    four_eyes = codes("Measures that two people decide")


YEAR_POINTS = pack(
    "year_points", "Points of a behaviour year", clauses=["4.2.3-a"], theme=__name__,
    points={Severity.MINOR: YearPoints.minor, Severity.MAJOR: YearPoints.major, Severity.CRITICAL: YearPoints.critical},
    window=Resetting(YearPoints.months, YearPoints.begins),
    tiers=(
        Tier("first", YearPoints.first, YearPoints.first_brings),
        Tier("second", YearPoints.second, YearPoints.second_brings),
        Tier("third", YearPoints.third, YearPoints.third_brings),
        Tier("fourth", YearPoints.fourth, YearPoints.fourth_brings),
    ),
    on_appeal=YearPoints.on_appeal, on_reached=YearPoints.on_reached, four_eyes=YearPoints.four_eyes,
)  # fmt: skip
