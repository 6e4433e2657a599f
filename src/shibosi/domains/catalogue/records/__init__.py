"""Records of the catalogue: a listing in a market, what belongs to it, and recalls.

Markets and countries are ISO 3166 codes of two letters. Everything about a listing names seller, number and market.
A change (report type 2) takes the place of what was told of the same thing before.
"""

from shibosi.domains.catalogue.records.listings import Listing, ListingAttribute, ListingClaim, ListingText, Picture
from shibosi.domains.catalogue.records.orders import OrderedGoods, OrderedTax
from shibosi.domains.catalogue.records.proofs import ListingCheck, ListingPaper, SpecLine
from shibosi.domains.catalogue.records.recalls import Recall, RecalledOrder, RecallMatch
from shibosi.domains.catalogue.records.trials import SearchTrial

__all__ = [
    "Listing",
    "ListingAttribute",
    "ListingCheck",
    "ListingClaim",
    "ListingPaper",
    "ListingText",
    "OrderedGoods",
    "OrderedTax",
    "Picture",
    "Recall",
    "RecallMatch",
    "RecalledOrder",
    "SearchTrial",
    "SpecLine",
]
