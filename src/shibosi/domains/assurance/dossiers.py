"""Dossiers of what rules allow: a product in a market, the use of a policy, an activity with its investors."""

from shibosi.domains.assurance.records import ForeignShare, ProductNeed, ProductOffer, SupportUse
from shibosi.domains.papers.records import Activity
from shibosi.kernel.dossiers import Dossier, many, one

PRODUCT = Dossier(
    "product-in-market",
    "Product in a market with what it needs there",
    ("firm", "product number", "market"),
    [
        one(ProductOffer.party_code, ProductOffer.product, ProductOffer.market),
        many(ProductNeed.party_code, ProductNeed.product, ProductNeed.market),
    ],
)

SUPPORT = Dossier(
    "support-use", "Use of a support policy", ("firm", "number of use"),
    [one(SupportUse.party_code, SupportUse.number)],
)  # fmt: skip

INVESTED = Dossier(
    "invested-activity",
    "Activity of a firm with its investors",
    ("firm", "activity number"),
    [
        one(Activity.party_code, Activity.number),
        many(ForeignShare.party_code, ForeignShare.activity),
    ],
)
