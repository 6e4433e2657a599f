"""Dossiers of proof: an activity, a person or an asset with its papers, a paper, a file; what controls say of them."""

from shibosi.domains.papers.papers import kind
from shibosi.domains.papers.records import Activity, Asset, Measurement, Paper, StaffMember
from shibosi.kernel.dossiers import Dossier, many, one
from shibosi.kernel.expressions import BoolX, all_of, as_of, count, some, when
from shibosi.kernel.expressions.kinds import NumberX

ACTIVITY = Dossier(
    "proven-activity",
    "Activity of a firm with its papers",
    ("firm", "activity number"),
    [
        one(Activity.party_code, Activity.number),
        many(Paper.holder_code, Paper.about),
        many(Measurement.party_code, Measurement.about),
        many(StaffMember.party_code, StaffMember.unit),
        many(Asset.party_code, Asset.unit),
    ],
)

PERSON = Dossier(
    "proven-person",
    "Member of staff with papers",
    ("firm", "staff number"),
    [one(StaffMember.party_code, StaffMember.number), many(Paper.holder_code, Paper.about)],
)

ASSET = Dossier(
    "proven-asset",
    "Asset with its papers",
    ("firm", "asset number"),
    [
        one(Asset.party_code, Asset.number),
        many(Paper.holder_code, Paper.about),
        many(Measurement.party_code, Measurement.about),
    ],
)

PAPER = Dossier(
    "paper",
    "Paper with everything it covers",
    ("firm", "kind", "number"),
    [many(Paper.holder_code, Paper.paper_kind, Paper.number)],
)

FILE = Dossier("paper-file", "File handed in as a paper", ("SHA-256",), [many(Paper.digest)])

VALID = Paper.status == "valid"
IN_FORCE = (
    VALID
    & (Paper.valid_from <= as_of())
    & (Paper.open_ended.or_else(False) | (as_of() <= Paper.valid_until))
)  # fmt: skip
"""The paper is good on the day asked about, and its issuer has not taken it back."""
HERE_GOOD = Paper.market == Activity.market
NAMED = Paper.holder_name.same_as(Activity.party_name)
ALLOWED = Paper.activity == Activity.activity
FOR_GOODS = Paper.category.is_missing() | (Paper.category == Activity.category)
BEFORE_START = Paper.valid_from <= Activity.started_on
WITH_PARTNER = Paper.counterparty_code == Activity.partner_code


def recent(months: NumberX) -> BoolX:
    """The last review is not older than so many months."""
    return Paper.reviewed_on.later(months) >= as_of()


def is_kind(name: str, part: str = "") -> BoolX:
    """The paper is of a kind, and about a part of it. Raises UnknownKind."""
    found = Paper.paper_kind == kind(name).kind
    return found & (Paper.part == part) if part else found


def proven(name: str, *facts: BoolX, parts: tuple[str, ...] = ()) -> BoolX:
    """For each part of a kind there is a paper of which all facts are so; where none was handed in that is false.

    The parts are those of the table unless others are named.
    """
    needed = parts or kind(name).parts or ("",)
    there = count(Paper) > 0
    return when(there, all_of(*(some(all_of(is_kind(name, part), *facts)) for part in needed)), there)


def does(*activities: str) -> BoolX:
    """The dossier is about an activity of these that has not ended."""
    ongoing = Activity.ended_on.is_missing() | (Activity.ended_on >= as_of())
    return (count(Activity).or_else(0) > 0) & Activity.activity.is_in(activities) & ongoing


def works(*roles: str) -> BoolX:
    """The dossier is about a person who works in one of these roles."""
    there = StaffMember.left_at.is_missing() | (StaffMember.left_at.day() >= as_of())
    return (count(StaffMember).or_else(0) > 0) & StaffMember.role.is_in(roles) & there


def owns(*assets: str) -> BoolX:
    """The dossier is about an asset of one of these kinds."""
    return (count(Asset).or_else(0) > 0) & Asset.asset.is_in(assets)
