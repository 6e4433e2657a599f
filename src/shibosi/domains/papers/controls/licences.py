"""Licences to do business: in force where the firm works, in its name, for what it does.

Not modelled: which permits a country asks for beyond those named here; the firm reports an activity, the table of kinds
says what it takes.
"""

from functools import partial

from shibosi.domains.papers.controls.policies import Freshness
from shibosi.domains.papers.dossiers import (
    ACTIVITY,
    ALLOWED,
    BEFORE_START,
    FOR_GOODS,
    HERE_GOOD,
    IN_FORCE,
    NAMED,
    VALID,
    WITH_PARTNER,
    does,
    is_kind,
    proven,
    recent,
)
from shibosi.domains.papers.records import Activity, Paper
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, as_of, count, count_where, when
from shibosi.kernel.parameters import Parameters, codes, whole

licence = partial(
    control, dossier=ACTIVITY, day=as_of(), place=Activity.market, severity=Severity.CRITICAL, blocks=NOTHING
)  # fmt: skip
OBTAIN = "Stop the activity in this market until the licence is there, and hand it in."
ISSUED = Paper.issuer_name.is_known()


class LicenceRules(Parameters):
    """What licences have to reach."""

    countries = whole("Countries beside the home country in which a payment firm is licensed", unit="countries")
    special = codes("Goods for which a customs broker needs a licence of its own")
    interoperable = codes("Markets that ask an independent site for a statement of interoperability")


@licence(clauses=["4.1.1-a"], when=does("home-platform"), remedy=OBTAIN)
def platform_holds_its_permits() -> BoolX:
    """A platform holds the permits of its home market: of its sector, for foreign trade, for intellectual property."""
    return proven("platform-permit", IN_FORCE, HERE_GOOD, NAMED, ISSUED)


@licence(
    clauses=["4.1.1-b"], when=does("foreign-platform"),
    remedy="Set up a firm in the market, obtain its licences, and have its law reviewed; until then close the market.",
)  # fmt: skip
def platform_is_at_home_in_its_market(fresh: Freshness) -> BoolX:
    """In every foreign market a platform has a local firm with licences and a legal review that is not old."""
    local = proven("market-entity", IN_FORCE, HERE_GOOD, ISSUED)
    return local & proven("market-legal-review", VALID, HERE_GOOD, recent(fresh.months))


@licence(clauses=["4.1.2-a"], when=does("own-payment", "partner-payment"), remedy=OBTAIN)
def payment_business_is_licensed() -> BoolX:
    """Own payment business is licensed, and work with a licensed partner was filed before it began."""
    filed = proven("partner-payment-filing", VALID, HERE_GOOD, WITH_PARTNER, Paper.issued_on < Activity.started_on)
    licensed = proven("payment-licence", IN_FORCE, HERE_GOOD, NAMED, ISSUED)
    return when(Activity.activity == "own-payment", licensed, filed)


@licence(clauses=["4.1.2-b"], when=does("fx-payment"), remedy=OBTAIN)
def fx_payment_was_approved_first() -> BoolX:
    """Foreign-exchange payment began after it was approved, and the approval is in force in the market."""
    return proven("fx-approval", IN_FORCE, HERE_GOOD, NAMED, BEFORE_START)


@licence(clauses=["4.1.3"], when=does("online-information", "online-trading", "online-access"), remedy=OBTAIN)
def telecom_permit_is_of_the_right_kind() -> BoolX:
    """Online information, trading and access each run under the telecom permit of their kind, within its scope."""
    right = [IN_FORCE, HERE_GOOD, NAMED, ALLOWED]
    rest = when(
        Activity.activity == "online-trading",
        proven("telecom-permit", *right, parts=("EDI",)),
        proven("telecom-permit", *right, parts=("ISP",)),
    )
    return when(Activity.activity == "online-information", proven("telecom-permit", *right, parts=("ICP",)), rest)


@licence(clauses=["5.1.1"], when=does("selling-abroad"), remedy=OBTAIN)
def exporter_is_registered_in_the_market(rules: LicenceRules) -> BoolX:
    """An exporter is registered in the market, holds its permits, and its own site is interoperable where asked."""
    asked = Activity.own_site & Activity.market.is_in(rules.interoperable)
    stated = proven("interoperability-statement", IN_FORCE, HERE_GOOD)
    return proven("market-registration", IN_FORCE, HERE_GOOD, NAMED, FOR_GOODS) & asked.implies(stated)


@licence(
    clauses=["6.1.1"], when=does("importing"),
    remedy="Pass the identity check of customs, and order again afterwards.",
)  # fmt: skip
def importer_is_registered_and_checked(fresh: Freshness) -> BoolX:
    """An importer is a registered firm whose identity customs checked not long ago."""
    registered = proven("importer-registration", IN_FORCE, HERE_GOOD, NAMED)
    return registered & proven(
        "customs-identity-check", VALID, recent(fresh.months), Paper.reference == Activity.party_code
    )


@licence(clauses=["7.1.1"], when=does("carriage"), remedy=OBTAIN)
def carrier_is_permitted_and_housed() -> BoolX:
    """A carrier holds permits for the service and the country, and has premises on a lease or deed in force."""
    return proven("carrier-permit", IN_FORCE, HERE_GOOD, NAMED, FOR_GOODS) & proven("premises-proof", IN_FORCE, NAMED)


@licence(clauses=["7.2.4-a"], when=does("carriage"), remedy="Register with the local customs, and hand in the number.")
def carrier_is_registered_with_customs() -> BoolX:
    """A carrier is registered with the customs of the country in its own name."""
    return proven("carrier-customs-registration", IN_FORCE, HERE_GOOD, NAMED)


@licence(clauses=["8.1.1"], when=does("payment-service"), remedy=OBTAIN)
def payment_firm_is_licensed_widely(rules: LicenceRules) -> BoolX:
    """A payment firm is licensed at home and in more countries, with internet payment within the scope."""
    good = is_kind("internet-payment-licence") & IN_FORCE & (Paper.activity == "internet-payment")
    there = count(Paper) > 0
    abroad = count_where(good & (Paper.market != Activity.market)) >= rules.countries
    return proven("internet-payment-licence", good, HERE_GOOD, NAMED) & when(there, abroad, there)


@licence(clauses=["9.1.1"], when=does("cloud-hosting"), remedy=OBTAIN)
def data_centre_licence_came_first() -> BoolX:
    """A cloud firm held the data centre licence of its country before it began."""
    return proven("data-centre-licence", IN_FORCE, HERE_GOOD, NAMED, BEFORE_START)


@licence(clauses=["10.1.1-a"], when=does("advertising", "internet-advertising"), remedy=OBTAIN)
def advertiser_is_licensed() -> BoolX:
    """A business licence covers advertising, a firm from abroad has a branch, and internet advertising is filed."""
    covers = proven("advertising-licence", IN_FORCE, NAMED, Paper.activity == "advertising")
    branch = (Activity.home == Activity.market) | proven("advertising-branch", IN_FORCE, HERE_GOOD)
    permit = proven("advertising-telecom", IN_FORCE, HERE_GOOD, parts=("permit",))
    filing = proven("advertising-telecom", IN_FORCE, HERE_GOOD, parts=("filing",))
    online = Activity.activity == "internet-advertising"
    return covers & branch & when(online, when(Activity.for_profit, permit, filing), ~online)


@licence(clauses=["10.1.1-b"], when=does("internet-advertising"), remedy=OBTAIN)
def advertiser_may_enter_the_market() -> BoolX:
    """Advertising for money runs under an information permit, and the market's conditions were met before it began."""
    permit = proven("advertising-information-permit", IN_FORCE, NAMED)
    return Activity.for_profit.implies(permit) & proven("advertising-entry", IN_FORCE, HERE_GOOD, BEFORE_START)


@licence(
    clauses=["10.4.1-b"], when=does("customs-brokerage"),
    remedy="Take such goods on only with the licence for them, and acknowledge the rules of the destination.",
)  # fmt: skip
def broker_may_handle_special_goods(rules: LicenceRules) -> BoolX:
    """For special goods a customs broker holds the licence for them and has acknowledged the destination's rules."""
    special = Activity.category.is_in(rules.special)
    fit = proven("special-goods-licence", IN_FORCE, Paper.category == Activity.category)
    return special.implies(fit & proven("destination-rules", VALID, HERE_GOOD))


@licence(clauses=["10.5.1-a"], when=does("shop-operation"), remedy=OBTAIN)
def agency_licence_covers_its_work() -> BoolX:
    """The licence of an agency covers e-commerce operation and supply chain management where it is registered."""
    return proven("agency-licence", IN_FORCE, HERE_GOOD, NAMED)
