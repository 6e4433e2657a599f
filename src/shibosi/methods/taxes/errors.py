"""Facts with which no tax can be told: refused with what is wrong."""

from shibosi.kernel.errors import ShibosiError


class NoTax(ShibosiError):
    """Base of facts that are refused. Where a fact is only missing, a bound is answered instead."""

    code = "no-tax"
    message = "No tax can be told."


class NotAPrice(NoTax):
    code = "not-a-price"
    message = "{what} is {found}: {expected}."


class NoLines(NoTax):
    code = "no-lines"
    message = "There is nothing to tax: name at least one line, and at most {most}."


class NoScheme(NoTax):
    code = "no-scheme"
    message = "Nothing is known of how imports into {place} are taxed on {day}."


class NoExchangeRate(NoTax):
    code = "no-exchange-rate"
    message = "There is no rate from {currency} to {into} for {day}, nor in the {days} days before it."


class UnknownCurrency(NoTax):
    code = "unknown-currency"
    message = "No table and no rate knows the currency '{found}'."


class UnknownClass(NoTax):
    code = "unknown-tax-class"
    message = "{place} has no rate '{found}' of {tax} on {day}; there are {known}."


class MixedTerms(NoTax):
    code = "mixed-terms"
    message = (
        "The lines have different delivery terms ({found}): what the price includes must be one thing for a basket."
    )


class WrongOverlay(NoTax):
    code = "wrong-tax-overlay"
    message = "{place} cannot be used: {reason}"


class Unreadable(NoTax):
    code = "tax-data-unreadable"
    message = "{file}, row {row}: {reason}"
