"""Dossiers of what rules allow or ask: a product in a market, the use of a policy, an activity, a public text."""

from shibosi.domains.assurance.records import (
    FilingTime,
    ForeignShare,
    PartSeen,
    ProductNeed,
    ProductOffer,
    PublicText,
    SupportUse,
)
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

PUBLIC = Dossier(
    "public-text",
    "Text that has to be public, as probes saw it",
    ("firm", "number of the text"),
    [
        one(PublicText.party_code, PublicText.number),
        many(PartSeen.party_code, PartSeen.text_number),
        many(FilingTime.party_code, FilingTime.text_number),
    ],
)
