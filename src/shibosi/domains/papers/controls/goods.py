"""Papers of goods and rights: the right thing, by the right issuer, for the revision that is offered."""

from functools import partial

from shibosi.domains.papers.dossiers import ASSET, IN_FORCE, VALID, owns, proven
from shibosi.domains.papers.records import Asset, Paper
from shibosi.kernel.controls import NOTHING, control
from shibosi.kernel.expressions import BoolX, as_of

goods = partial(control, dossier=ASSET, day=as_of(), place=Asset.market, blocks=NOTHING)
SAME_THING = Paper.reference == Asset.reference
PROVE = "Take the goods off sale until the paper for them is there."


@goods(
    clauses=["5.2.4-b"], when=owns("right"),
    remedy="Record the right with the customs of the market, and hand in the number."
)  # fmt: skip
def right_is_recorded_with_customs() -> BoolX:
    """A right held in a market is recorded with the customs of that market, under its own number."""
    return proven("customs-recordation", IN_FORCE, Paper.market == Asset.market, SAME_THING)


@goods(clauses=["5.3.2-b"], when=owns("product"), remedy=PROVE)
def goods_meet_the_standard_they_name() -> BoolX:
    """For the standard that goods are stated to meet a proof of conformity for that model is in force."""
    return proven("conformity-proof", IN_FORCE, Paper.standard == Asset.standard, SAME_THING)


@goods(clauses=["5.3.4-c"], when=owns("product"), remedy=PROVE)
def maker_proves_origin_and_allows_sale() -> BoolX:
    """The manufacturer of the goods proves their origin and allows their sale, for that model."""
    return proven("maker-papers", IN_FORCE, Paper.issuer_code == Asset.maker_code, SAME_THING)


@goods(clauses=["5.3.5"], when=owns("product"), remedy=PROVE)
def goods_were_tested_by_an_accredited_body() -> BoolX:
    """A body accredited on the day of its report tested quality, description, measure and origin of this revision."""
    accredited = Paper.issuer_licence.is_known() & (Paper.issued_on <= Paper.issuer_until)
    revision = Paper.version == Asset.version
    return proven("test-report", VALID, accredited, SAME_THING, revision, Paper.published_on.is_known())
