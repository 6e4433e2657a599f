"""Recalls of authorities, the listings they may mean, past orders whose buyers are to be told."""

from shibosi.kernel.columns import code, day, instant, text
from shibosi.kernel.records import Record


class Recall(Record, label="Recall by an authority", needs="number"):
    """Goods that an authority recalled, as its list has them; several names, models or item numbers joined by |."""

    authority = code("Authority", key=True)
    number = text("Number of the recall", key=True, longest=60)
    market = code("Market")
    published_on = day("Day of publication")
    title = text("Headline", longest=1000)
    product = text("Goods", longest=1000)
    names = text("Names of brands and firms", longest=1000)
    models = text("Models", longest=2000)
    gtins = text("Item numbers", longest=2000)
    words = text("Words that tell the goods", longest=1000)
    hazard = text("Danger", longest=1000)
    remedy = text("What buyers are offered", longest=500)
    address = text("Page of the recall", longest=500)
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting")


class RecallMatch(Record, label="Listing that a recall may mean", needs="recall_number"):
    """A listing held against a recall: how certain it is that the goods are meant, and what people decided."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    listing_number = text("Number of the listing", key=True, longest=60)
    market = code("Market", key=True)
    authority = code("Authority", key=True)
    recall_number = text("Number of the recall", key=True, longest=60)
    grade = code("How certain: certain, likely or possible")
    because = text("What speaks for it", longest=1000)
    found_at = instant("Time of finding")
    decision = code("Decision of people: same or other goods")
    decided_at = instant("Time of the decision")
    off_sale_at = instant("Time from which the goods are off sale")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting")


class RecalledOrder(Record, label="Past order of recalled goods", needs="order_number"):
    """An order whose buyer is to be told of a recall."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    listing_number = text("Number of the listing", longest=60)
    authority = code("Authority", key=True)
    recall_number = text("Number of the recall", key=True, longest=60)
    order_number = text("Order", key=True, longest=60)
    found_at = instant("Time of finding")
    told_at = instant("Time at which the buyer was told")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting")
