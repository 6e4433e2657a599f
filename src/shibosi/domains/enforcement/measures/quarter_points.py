"""Points of a quarter: five tiers whose measures last a fixed time, then points begin anew.

The tiers, the days and the reset are those generally known of Shopee. How many points a violation costs and what a
tier brings are our own choice.
"""

from shibosi.kernel.controls import Severity
from shibosi.kernel.measures.packs import Resetting, Tier, pack
from shibosi.kernel.parameters import Parameters, codes, whole, word


class QuarterPoints(Parameters):
    """What violations cost in a quarter, and what follows for how long."""

    minor = whole("Points for a minor violation", unit="points")
    major = whole("Points for a major violation", unit="points")
    critical = whole("Points for a critical violation", unit="points")
    months = whole("Months after which points are reset", unit="months")
    begins = whole("Month in which the first period of a year begins", unit="month")
    lasts = whole("Days the measures of a tier last", unit="days")
    first = whole("Points of the first tier", unit="points")
    second = whole("Points of the second tier", unit="points")
    third = whole("Points of the third tier", unit="points")
    fourth = whole("Points of the fourth tier", unit="points")
    fifth = whole("Points of the fifth tier", unit="points")
    first_brings = codes("Measures of the first tier")
    second_brings = codes("Measures of the second tier")
    third_brings = codes("Measures of the third tier")
    fourth_brings = codes("Measures of the fourth tier")
    fifth_brings = codes("Measures of the fifth tier")
    on_appeal = word("What an open appeal does: runs or suspends")
    on_reached = word("What reaching a tier does: proposes or imposes")
    four_eyes = codes("Measures that two people decide")


QUARTER_POINTS = pack(
    "quarter_points", "Points of a quarter", clauses=["4.8.2-a"], theme=__name__,
    points={Severity.MINOR: QuarterPoints.minor, Severity.MAJOR: QuarterPoints.major,
            Severity.CRITICAL: QuarterPoints.critical},
    window=Resetting(QuarterPoints.months, QuarterPoints.begins),
    tiers=(
        Tier("first", QuarterPoints.first, QuarterPoints.first_brings, QuarterPoints.lasts),
        Tier("second", QuarterPoints.second, QuarterPoints.second_brings, QuarterPoints.lasts),
        Tier("third", QuarterPoints.third, QuarterPoints.third_brings, QuarterPoints.lasts),
        Tier("fourth", QuarterPoints.fourth, QuarterPoints.fourth_brings, QuarterPoints.lasts),
        Tier("fifth", QuarterPoints.fifth, QuarterPoints.fifth_brings, QuarterPoints.lasts),
    ),
    on_appeal=QuarterPoints.on_appeal, on_reached=QuarterPoints.on_reached, four_eyes=QuarterPoints.four_eyes,
)  # fmt: skip
