"""Models that watch: what each is for, how right it was month by month, and when it did not run."""

from shibosi.kernel.columns import code, day, decimal, instant, text, whole
from shibosi.kernel.records import Record


class WatchModel(Record, label="Model that watches"):
    """A model or set of rules by which a firm verifies identities or watches transactions, money or information."""

    firm_code = text("Firm", key=True, longest=18, firm=True)
    name = text("Name of the model", key=True, longest=60)
    function = code("What it is for: identity, transactions, money or information")
    live_on = day("First day in use")
    ended_on = day("Last day in use")


class ModelReport(Record, label="Monthly figures of a model"):
    """What a model raised in a month, and what people found of it; a sample tells what it missed."""

    firm_code = text("Firm", key=True, longest=18, firm=True)
    name = text("Name of the model", key=True, longest=60)
    month = text("Month, as 2026-03", key=True, longest=7)
    ends_on = day("Last day of the month")
    reported_on = day("Day of the report")
    raised = whole("Alerts raised")
    confirmed = whole("Alerts that people confirmed")
    sampled = whole("Cases of a sample that should be found")
    found = whole("Of these, found by the model")
    precision = decimal("Precision stated, 0 to 1")
    recall = decimal("Recall stated, 0 to 1")
    drift = decimal("Drift of its scores against those it was made with")
    changed_on = day("Day it was looked at again for its drift")


class ModelOutage(Record, label="Outage of a model"):
    """A time in which a model did not answer, and the rules that stood in."""

    firm_code = text("Firm", key=True, longest=18, firm=True)
    number = text("Number of the outage", key=True, longest=60)
    name = text("Name of the model", longest=60)
    began_at = instant("Time it stopped")
    ended_at = instant("Time it answered again")
    rules_from = instant("Time from which rules stood in")
    rules_until = instant("Time until which rules stood in")
