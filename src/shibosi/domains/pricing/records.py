"""Records of prices: what was asked when, how the page shows it, what a promotion says, what whom was quoted."""

from shibosi.kernel.columns import code, day, decimal, instant, money, text, truth, whole
from shibosi.kernel.records import Record


class Price(Record, label="Price in the history of a listing", needs="listing_number"):
    """What was asked for a listing from a day on. A price is never changed: the next one has the next number."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    listing_number = text("Number of the listing", key=True, longest=60)
    market = code("Market", key=True)
    number = whole("Number in the history, from 1", key=True)
    amount = money("Price", currency="currency")
    currency = code("Currency", codes="currency")
    unit = code("Unit it is the price of")
    tax_included = truth("Tax is included")
    charged = truth("Somebody bought at this price, or could have")
    promotional = truth("Price of a promotion")
    from_day = day("First day")
    until_day = day("Last day; empty: still asked")


class PriceShown(Record, label="Price as a page shows it", needs="listing_number"):
    """What a probe saw of the price of a listing, in one currency."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    listing_number = text("Number of the listing", key=True, longest=60)
    market = code("Market", key=True)
    probe = text("Number of the probe", key=True, longest=60)
    seen_at = instant("Time of the probe")
    page_amount = money("Price on the page", currency="currency")
    cart_amount = money("Price in the cart", currency="currency")
    currency = code("Currency", codes="currency", key=True)
    at_once = truth("Seen without a click")
    from_only = truth('Shown as "from", without its range')
    base_amount = money("Price it was converted from", currency="base_currency")
    base_currency = code("Currency it was converted from", codes="currency")
    rate = decimal("Rate of exchange")
    rate_source = text("Source of the rate", longest=100)
    rated_at = instant("Time of the rate")
    method_shown = truth("The method of conversion is shown")
    movement_shown = truth("That the price may move is shown")


class Promotion(Record, label="Promotion of a listing", needs="listing_number"):
    """The promotion that is announced or runs for a listing. The next one takes its place."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    listing_number = text("Number of the listing", key=True, longest=60)
    market = code("Market", key=True)
    number = text("Number of the promotion", longest=60)
    amount = money("Promotional price", currency="currency")
    struck_amount = money("Price that is struck through", currency="currency")
    currency = code("Currency", codes="currency")
    starts_on = day("First day of the promotion")
    ends_on = day("Last day of the promotion")
    time_shown = truth("Its time is shown")
    goods_shown = truth("The goods it is for are shown")
    conditions_shown = truth("Its conditions are shown")
    calculation_shown = truth("How the price is reckoned is shown")
    gifts_shown = truth("Gifts, or that there are none, are shown")
    limits_shown = truth("Limits, or that there are none, are shown")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting")


class PromotionRule(Record, label="Rule of who may take part", needs="number"):
    """Whom a promotion is open to: buyers who joined by a day and have spent so much."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    number = text("Number of the promotion", key=True, longest=60)
    joined_by = day("Last day of joining; empty: any")
    least_spent = money("Least spent before; empty: nothing", currency="currency")
    currency = code("Currency", codes="currency")


class PromotionEntry(Record, label="Buyer at a promotion", needs="promotion_number"):
    """One buyer who asked to take part, and whether the site let the buyer in."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    promotion_number = text("Number of the promotion", key=True, longest=60)
    buyer = text("Buyer, by a token", key=True, longest=64, personal=True)
    joined_on = day("Day of joining")
    spent = money("Spent before", currency="currency")
    currency = code("Currency", codes="currency")
    let_in = truth("Let in")


class Quote(Record, label="Price quoted to a buyer", needs="basket"):
    """A price that the site quoted, as its log has it. Equal baskets at the same time have one `basket`."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    basket = text("Basket: goods, market and hour, by a digest", key=True, longest=64)
    number = text("Number of the quote", key=True, longest=60)
    buyer = text("Buyer, by a token", longest=64, personal=True)
    profile = code("Group of the buyer: new, regular, device, region")
    amount = money("Price quoted", currency="currency")
    currency = code("Currency", codes="currency")
    quoted_at = instant("Time of the quote")
