"""Dossiers of prices: a listing with its history and promotion, a promotion with who asked, equal baskets."""

from shibosi.domains.pricing.records import Price, PriceShown, Promotion, PromotionEntry, PromotionRule, Quote
from shibosi.kernel.dossiers import Dossier, many, one
from shibosi.kernel.expressions import count

OFFER = Dossier(
    "offer",
    "Prices of a listing",
    ("seller", "listing number", "market"),
    [
        one(Promotion.seller_code, Promotion.listing_number, Promotion.market),
        many(Price.seller_code, Price.listing_number, Price.market),
        many(PriceShown.seller_code, PriceShown.listing_number, PriceShown.market),
    ],
)
TAKING_PART = Dossier(
    "promotion",
    "Promotion with who asked to take part",
    ("seller", "promotion number"),
    [
        one(PromotionRule.seller_code, PromotionRule.number),
        many(PromotionEntry.seller_code, PromotionEntry.promotion_number),
    ],
)
BASKET = Dossier("basket", "Equal baskets", ("seller", "basket"), [many(Quote.seller_code, Quote.basket)])
PROMOTED = count(Promotion).or_else(0) > 0
"""A promotion is announced or runs."""
