"""What can be wrong with the tables of law, each named with file and row, and questions they cannot answer."""

from shibosi.kernel.errors import ShibosiError
from shibosi.standard.errors import RegisterError


class UnknownPlace(RegisterError):
    """A row of a market that `places.csv` does not have."""

    code = "law-unknown-place"
    message = "{file}, row {row}: '{found}' is no known market."


class UnknownTrait(RegisterError):
    """A condition that names a trait of goods nobody declared, or is none."""

    code = "law-unknown-trait"
    message = "{file}, row {row}: in '{column}', '{found}' is no condition on known traits of goods."


class UnknownTraitAsked(ShibosiError):
    """A trait of goods that no condition knows."""

    code = "unknown-trait"
    message = "'{trait}' is no trait of goods that a requirement asks for."


class UnsaidGap(RegisterError):
    """Days between two rows of which nothing is said."""

    code = "law-unsaid-gap"
    message = (
        "{file}, row {row}: nothing is said of the days from {start} to {end}, after row {before}; "
        "say it with a row of values 'repealed'."
    )


class SupersessionCycle(RegisterError):
    """Rows or norms that replace each other in a circle."""

    code = "law-supersession-cycle"
    message = "{file}, row {row}: what replaces what runs in a circle: {circle}."


class CorrectedEarlier(RegisterError):
    """A correction recorded before what it corrects, or of another value."""

    code = "law-correction-unfit"
    message = "{file}, row {row}: it cannot replace '{found}': that was recorded later, or is another value."


class BadPattern(RegisterError):
    """A pattern that is no regular expression."""

    code = "law-bad-pattern"
    message = "{file}, row {row}: column '{column}' is no regular expression: {reason}."


class UnknownFact(ShibosiError):
    """A name that is no value of the law."""

    code = "unknown-law-value"
    message = "There is no value of law '{name}'."


class UnknownMarket(ShibosiError):
    """A place that is no known market."""

    code = "unknown-market"
    message = "'{place}' is no known market."


class UnknownTopic(ShibosiError):
    """A topic by which markets are not compared."""

    code = "unknown-law-topic"
    message = "Markets are not compared by '{topic}'."
