"""Texts that have to be public: where they have to stand, with which parts, as probes saw the pages.

A part that no probe looked for lately is undetermined, in every language in which it was looked for it has to be there.
Not modelled: how prominent a place is on the page.
"""

from functools import partial

from shibosi.domains.assurance.dossiers import PUBLIC
from shibosi.domains.assurance.records import FilingTime, PartSeen, PublicText
from shibosi.kernel.controls import NOTHING, control
from shibosi.kernel.expressions import BoolX, all_of, any_of, as_of, count, every, hours, largest, some, unknown, when
from shibosi.kernel.parameters import Parameters, whole

posted = partial(control, dossier=PUBLIC, day=as_of(), blocks=NOTHING)
IN_FORCE = PublicText.ended_on.is_missing() | (PublicText.ended_on >= as_of())
RETURNS = ("time-limit", "scope", "freight")
PRIVACY = ("how-collected", "how-long-kept", "recipients", "rights")
STATEMENT_PLACES = ("home", "footer", "about")


class Probing(Parameters):
    """How old a look at a page may be, and what else is counted of public texts."""

    days = whole("Days after which what a probe saw of a page counts no more", unit="days")
    contact = whole("Days after which a contact for complaints is tried again", unit="days")
    clicks = whole("Clicks from the home page within which terms of service are reached", unit="clicks")
    notice = whole("Days before a shop closes from which its notice is public", unit="days")


def of_kind(kind: str) -> BoolX:
    """A text of that kind, in force."""
    return (PublicText.matter == kind) & IN_FORCE


def looked_for(part: str, place: str, probing: Probing) -> BoolX:
    """A probe looked for a part of the text at a place lately."""
    return (PartSeen.part == part) & (PartSeen.place == place) & (PartSeen.seen_on + probing.days >= as_of())


def seen(place: str, parts: tuple[str, ...], probing: Probing) -> BoolX:
    """Each of these parts stands at the place in every language in which it was looked for."""
    looks = [looked_for(part, place, probing) for part in parts]
    return all_of(*(when(some(look), every(PartSeen.found, where=look), unknown()) for look in looks))


@posted(
    clauses=["4.4.1-b"], when=of_kind("platform-rules"),
    remedy="Link the rules from the home page, show the version in force whole, offer it as a file, keep earlier ones.",
)  # fmt: skip
def disclosed_rules_are_whole_and_can_be_saved(probing: Probing) -> BoolX:
    """Rules that must be disclosed are linked from the home page, whole and in force, can be saved, and are kept."""
    whole_text = looked_for("whole", "rules", probing)
    in_force = every(PartSeen.digest == PublicText.digest, where=whole_text)
    return all_of(seen("home", ("link",), probing), seen("rules", ("whole", "download", "earlier"), probing), in_force)


@posted(
    clauses=["4.9.1.1-a"], when=of_kind("complaint-channels"),
    remedy="Show body, phone, channels and procedure for complaints in each language, and answer the phone.",
)  # fmt: skip
def complaint_channels_are_public_and_answer(probing: Probing) -> BoolX:
    """Body, phone, channels and procedure for complaints are public, and the contact answered lately."""
    tried = (PartSeen.part == "contact-answers") & (PartSeen.seen_on + probing.contact >= as_of())
    answered = when(some(tried), every(PartSeen.found, where=tried), unknown())
    return seen("complaints", ("body", "phone", "channels", "procedure"), probing) & answered


@posted(
    clauses=["5.1.3-b"], when=of_kind("exit-notice") & (PublicText.closes_on >= as_of()),
    remedy="Put the notice on the home page with reason, transition plan and protection of users, or close later.",
)  # fmt: skip
def exit_is_announced_early_on_the_home_page(probing: Probing) -> BoolX:
    """A shop announces its exit on its home page in time, with reason, transition plan and protection of users."""
    early = PublicText.published_on + probing.notice <= PublicText.closes_on
    return early & seen("home", ("reason", "transition", "protection"), probing)


@posted(
    clauses=["5.2.5-b"], when=of_kind("privacy-statement"),
    remedy="Put the statement on the home page, in the footer or about page, with all four parts.",
)  # fmt: skip
def privacy_statement_is_in_a_named_place(probing: Probing) -> BoolX:
    """Home page, footer or about page has a privacy statement: how data are got and kept, who has them, rights."""
    return any_of(*(seen(place, PRIVACY, probing) for place in STATEMENT_PLACES))


@posted(
    clauses=["5.6.3-a"], when=of_kind("return-rules"),
    remedy="Show time limit, scope and who pays freight on home page and product pages, as the rules in force say.",
)  # fmt: skip
def return_rules_stand_on_home_and_product_page(probing: Probing) -> BoolX:
    """Home page and product page show time limit, scope and freight of returns as the rules in force have them."""
    recent = PartSeen.seen_on + probing.days >= as_of()
    same = every(PartSeen.digest == PublicText.digest, where=recent)
    return all_of(seen("home", RETURNS, probing), seen("product", RETURNS, probing), same)


@posted(
    clauses=["10.1.3-a"], when=of_kind("service-terms"),
    remedy="Show procedure, prices and complaint channel on the site, and the terms within a few clicks.",
)  # fmt: skip
def service_and_prices_are_public(probing: Probing) -> BoolX:
    """A site shows procedure, prices and complaint channel of a service, and its terms within a few clicks."""
    terms = looked_for("terms", "site", probing)
    near = when(some(terms), largest(PartSeen.clicks, where=terms) <= probing.clicks, unknown())
    return seen("site", ("procedure", "prices", "complaint-channel", "terms"), probing) & near


@posted(
    clauses=["10.4.3-a"], when=of_kind("filing-limits"),
    remedy="Publish the time limits for ordinary and for licensed goods.",
)  # fmt: skip
def filing_limits_are_promised_and_public(probing: Probing) -> BoolX:
    """Time limits for filing ordinary and licensed goods are promised, and the site shows both."""
    promised = PublicText.ordinary_hours.is_known() & PublicText.licensed_hours.is_known()
    return promised & seen("site", ("ordinary", "licensed"), probing)


@posted(
    clauses=["10.4.3-a"], when=of_kind("filing-limits") & (count(FilingTime) > 0),
    remedy="Make good what was filed too late, and promise what can be kept.",
)  # fmt: skip
def filings_keep_the_promise() -> BoolX:
    """Each filing was made within the time that is promised for such goods, from the papers being complete."""
    spent = FilingTime.filed_at - FilingTime.complete_at
    licensed, ordinary = (spent <= hours(one) for one in (PublicText.licensed_hours, PublicText.ordinary_hours))
    return every(when(FilingTime.licensed, licensed, ordinary))
