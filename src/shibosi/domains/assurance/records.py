"""What a firm does by rules: products it offers, support it uses, shares of investors, texts it has to make public."""

from shibosi.kernel.columns import code, day, decimal, instant, text, truth, whole
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
    party_kind = code("Kind of party the firm is", codes="party-kind")
    city = text("City of the firm's registration, in Chinese or English", longest=60)
    used_on = day("Day of use")


class ForeignShare(Record, label="Share of an investor", needs="party_code"):
    """What an investor holds of the firm that carries on an activity."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    activity = text("Number of the activity", key=True, longest=60)
    investor = text("Code of the investor", key=True, longest=60)
    nationality = code("Country or region of the investor")
    share = decimal("Share held, in percent")


class PublicText(Record, label="Text that has to be public", needs="party_code"):
    """Rules, a statement or a notice that a firm has to show, in the version in force, with the digest of its text.

    Kinds: platform-rules, complaint-channels, exit-notice, privacy-statement, return-rules, service-terms and
    filing-limits.
    """

    party_code = text("Firm", key=True, longest=30, firm=True)
    number = text("Number of the text", key=True, longest=60)
    matter = code("Kind of text")
    digest = text("SHA-256 of the version in force", longest=64)
    published_on = day("Day of publication")
    ended_on = day("Last day on which the text is in force")
    closes_on = day("Day on which the shop closes, of a notice of exit")
    ordinary_hours = whole("Hours promised for filing ordinary goods")
    licensed_hours = whole("Hours promised for filing goods under licence")


class PartSeen(Record, label="Part of a public text as a probe saw it", needs="party_code"):
    """Whether a probe found one part of a text at one place of a site, in one language.

    Parts and places are those that `controls/publication.py` asks for; "whole", "link", "download" and "earlier" are
    the text itself, the link that leads to it, its file, and its earlier versions.
    """

    party_code = text("Firm", key=True, longest=30, firm=True)
    text_number = text("Number of the text", key=True, longest=60)
    probe = text("Number of the probe", key=True, longest=60)
    place = code("Place on the site", key=True)
    language = code("Language of the page", key=True)
    part = code("Part of the text", key=True)
    seen_on = day("Day of the probe")
    found = truth("The part is there")
    digest = text("SHA-256 of the text on the page", longest=64)
    clicks = whole("Clicks from the home page")


class FilingTime(Record, label="Filing held against a promise", needs="party_code"):
    """When the papers of a declaration were complete and when it was filed, by a firm that promised a time for it."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    text_number = text("Number of the text with the promise", key=True, longest=60)
    declaration = text("Number of the declaration", key=True, longest=60)
    licensed = truth("Goods under licence")
    complete_at = instant("Time at which the papers were complete")
    filed_at = instant("Time of filing")
