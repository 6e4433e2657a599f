"""What a firm does by rules that change: products it offers, support it uses, shares that investors hold."""

from shibosi.kernel.columns import code, day, decimal, text, truth
from shibosi.kernel.records import Record


class ProductOffer(Record, label="Product offered in a market", needs="party_code"):
    """A product on sale in a market, with the day on which was last asked what it needs there."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    product = text("Product number", key=True, longest=60)
    market = code("Market", key=True)
    offered_on = day("First day on sale")
    ended_on = day("Last day on sale")
    asked_on = day("Day on which was last asked what it needs")


class ProductNeed(Record, label="Requirement a product is sold under", needs="party_code"):
    """One requirement that the reference named for a product in a market, and what proves that it is met."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    product = text("Product number", key=True, longest=60)
    market = code("Market", key=True)
    requirement = code("Requirement, as the reference names it", key=True)
    ends_on = day("Last day of the requirement, as the reference told it")
    evidence = text("Number of the paper that proves it", longest=80)
    proven_until = day("Last day on which the paper is good")
    open_ended = truth("The paper is good without a last day")


class SupportUse(Record, label="Use of a support policy", needs="party_code"):
    """A support policy that a firm uses, as it reports or claims it."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    number = text("Number of the use", key=True, longest=60)
    area = code("Area of support")
    policy = code("Policy, as the list of norms names it")
    party_kind = code("Kind of party the firm is")
    city = text("City of the firm's registration, in Chinese or English", longest=60)
    used_on = day("Day of use")


class ForeignShare(Record, label="Share of an investor", needs="party_code"):
    """What an investor holds of the firm that carries on an activity."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    activity = text("Number of the activity", key=True, longest=60)
    investor = text("Code of the investor", key=True, longest=60)
    nationality = code("Country or region of the investor")
    share = decimal("Share held, in percent")
