"""Entry to a platform: whose licence, whose identity paper, whose account; and files that somebody else used.

Not modelled: whether a photograph shows the person. What stands on a paper is typed by whoever hands it in, or read
from its text; the register it was looked up in is named beside it.
"""

from functools import partial

from shibosi.domains.papers.dossiers import ACTIVITY, FILE, IN_FORCE, NAMED, PAPER, does, proven
from shibosi.domains.papers.papers import kinds
from shibosi.domains.papers.records import Activity, Paper
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, any_of, as_of, count, distinct, every, some, when
from shibosi.kernel.parameters import Parameters, codes
from shibosi.methods.identifiers import COMPANY_CODE

entry = partial(
    control, dossier=ACTIVITY, day=as_of(), place=Activity.market, severity=Severity.CRITICAL, blocks=NOTHING
)  # fmt: skip
FORMED = tuple(sorted(one.kind for one in kinds().values() if one.form))

OWN = tuple(sorted(one.kind for one in kinds().values() if one.issuer == "authority"))
"""Kinds that an authority issues to one firm; certificates of makers and suppliers serve several."""


class EntryRules(Parameters):
    """What a platform asks of those who enter."""

    homes = codes("Places whose business licence opens a shop")
    checked = codes("Places whose licence numbers have a check digit that is reckoned")
    traders = codes("Markets in which a platform takes sole traders")


@entry(
    clauses=["5.1.2-a"], when=does("platform-shop"),
    remedy="Hand in the firm's own business licence; a sole trader binds a company account as well.",
)  # fmt: skip
def shop_has_its_business_licence(rules: EntryRules) -> BoolX:
    """A shop opens on its own licence with a number that can be right; a sole trader binds a company account."""
    number = Paper.market.is_in(rules.checked).implies(COMPANY_CODE(Paper.number))
    own = proven("business-licence", IN_FORCE, NAMED, Paper.market.is_in(rules.homes), number)
    account = proven("company-account", IN_FORCE, NAMED)
    return own & when(Activity.sole_trader, Activity.market.is_in(rules.traders) & account, ~Activity.sole_trader)


@entry(
    clauses=["5.1.2-b"], when=does("platform-shop"),
    remedy="Hand in the identity paper of the legal representative, and pay with a card of that person or an owner.",
)  # fmt: skip
def representative_is_who_the_licence_says() -> BoolX:
    """The identity paper is that of the registered representative, and the card belongs to that person or an owner."""
    own = Paper.holder_name.same_as(Activity.representative_name)
    shown = any_of(*(
        proven("representative-identity", IN_FORCE, own, parts=(part,))
        for part in ("identity-card", "passport", "travel-permit")
    ))  # fmt: skip
    holder = Activity.card_holder_name
    theirs = holder.same_as(Activity.representative_name) | holder.same_as(Activity.owner_name).or_else(False)
    return shown & (holder.is_missing() | theirs)


@control(
    clauses=["5.1.2-a"], dossier=FILE, day=as_of(),
    when=some(Paper.paper_kind.is_in(OWN)).or_else(False), severity=Severity.CRITICAL, blocks=NOTHING,
    remedy="Ask both firms for the original, and look the number up with the issuer.",
)  # fmt: skip
def file_belongs_to_one_firm() -> BoolX:
    """No file that an authority issued to one firm was handed in by two."""
    return distinct(Paper.holder_code) <= 1


@control(
    clauses=["5.1.2-a"], dossier=PAPER, day=as_of(), when=count(Paper).or_else(0) > 0, blocks=NOTHING,
    remedy="Correct the rows that differ, or hand the paper in anew.",
)  # fmt: skip
def rows_of_a_paper_agree() -> BoolX:
    """All rows of one paper name the same issuer."""
    return distinct(Paper.issuer_name) <= 1


@control(
    clauses=["5.1.2-a"], dossier=PAPER, day=as_of(), when=some(Paper.paper_kind.is_in(FORMED)).or_else(False),
    blocks=NOTHING, remedy="Type the number as it stands on the paper.",
)  # fmt: skip
def number_fits_its_kind() -> BoolX:
    """The number of a paper has the form that numbers of its kind have."""
    return every(any_of(*((Paper.paper_kind == name) & Paper.number.matches(kinds()[name].form) for name in FORMED)))
