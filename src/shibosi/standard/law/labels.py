"""What the words of the tables mean, as a person reads them; the Chinese stands in `zh.po`."""

import re
from collections.abc import Mapping

from shibosi.kernel.words import translate
from shibosi.standard.law.conditions import condition
from shibosi.standard.law.schemas import Field, Value

LABELS: Mapping[str, str] = {
    "tax": "Taxes", "supervision": "Supervision", "list": "Lists", "law": "Laws", "ip": "Intellectual property",
    "standards": "Standards", "development": "Development", "pilot-zone": "Pilot zones", "logistics": "Logistics",
    "customs": "Customs", "privacy": "Privacy", "product-safety": "Product safety", "environment": "Environment",
    "advertising": "Advertising rules", "finance": "Finance", "ai": "Artificial intelligence", "consumer": "Consumers",
    "platform": "Platforms", "trade-agreement": "Trade agreements", "VAT": "VAT", "GST": "GST", "HST": "HST",
    "PST": "PST", "QST": "QST", "ICMS": "ICMS", "CBS-IBS": "CBS and IBS", "sales-tax": "Sales tax",
    "service-tax": "Service tax", "consumption-tax": "Consumption tax", "standard": "standard rate",
    "reduced": "reduced rate", "special": "special rate", "specific": "specific duty", "composite": "composite rate",
    "none-federal": "no federal tax", "zero": "zero rate", "temporary": "temporary rate", "test": "test rate",
    "duty": "Customs duty", "vat": "Import VAT", "fee": "Fee on parcels", "both": "Duty and import VAT",
    "tax-due": "Tax due", "low-value-duty": "Duty on low-value goods", "low-value-vat": "VAT on low-value goods",
    "marketplace": "Duties of marketplaces", "seller-ids": "Numbers a seller needs",
    "parcel-ids": "Numbers a parcel needs", "units": "Units of measurement",
    "label-languages": "Languages of labels", "privacy-law": "Privacy law",
    "privacy-transfer": "Transfer of personal data", "certification": "Certification",
    "declaration": "Declaration of conformity", "mark": "Mark of conformity", "registration": "Registration",
    "representative": "Representative", "technical-rule": "Technical rule",
    "chemical-restriction": "Restriction of substances", "label": "Labelling",
    "digital-passport": "Digital product passport", "permit": "Permit", "evidence": "Evidence",
    "notification": "Notification", "inspection": "Inspection", "licence": "Licence", "yes": "yes", "no": "no",
    "conditional": "under conditions", "general-trade": "in general trade", "process": "Process",
    "imagery": "Pictures", "calendar": "Calendar", "symbol": "Symbols", "colour": "Colours", "gesture": "Gestures",
    "number": "Numbers", "language": "Language", "appearance": "Appearance", "block": "stops", "warn": "warns",
    "info": "informs", "low-value": "Low-value goods", "identification": "Identification", "labels": "Labels",
    "products": "Products", "culture": "Culture", "deadline": "Deadlines", "retention": "Retention",
    "consent": "Consent", "transfer": "Transfer abroad", "precedence": "Precedence", "wrong-number": "Wrong number",
    "wrong-term": "Wrong term", "wrong-title": "Wrong title", "wrong-authority": "Wrong authority",
    "ambiguous": "Ambiguous", "inconsistent": "Inconsistent", "superseded": "Superseded", "coming": "Coming",
    "misplaced": "Misplaced", "not-binding": "Not binding", "not-identified": "Not identified",
    "incomplete": "Incomplete", "informative": "Informative only", "undated": "Undated",
    "export-refund": "Export refund", "export-exemption": "Export exemption",
    "no-invoice-exemption": "No-invoice exemption", "deemed-income": "Deemed income",
    "warehouse-refund": "Refund on departure to an overseas warehouse", "simplified-list": "Simplified list",
    "return-relief": "Relief for returned exports", "special-invoice": "VAT special invoice",
    "customs-certificate": "Customs payment certificate", "other": "other", "none": "none", "unsold": "unsold",
    "returned": "returned by the buyer", "market": "Market", "bloc": "Bloc", "part": "Part of a market",
    "world": "World", "above": "above the limit",
    "above-50": "above 50", "alcohol-jewellery": "alcohol and jewellery", "beer": "beer",
    "cosmetics": "cosmetics", "courier-us-mx": "courier from the US and Mexico", "eaeu": "Eurasian Economic Union",
    "federal": "federal", "flat-rate": "flat rate", "from-us": "from the US", "gift": "gift",
    "handling-fee": "handling fee", "import": "import", "industrial": "industrial goods", "mail-order": "mail order",
    "most-states": "most states", "other-origin": "other origin", "outside-voec": "outside VOEC", "parcel": "parcel",
    "parcel-fee": "fee a parcel", "personal-article": "personal article",
    "raised-states": "states with a raised rate", "remessa-conforme": "Remessa Conforme programme",
    "retail-import": "retail import", "special-40": "special rate 40", "us-ca": "from the US and Canada",
    "us-ca-above-50": "from the US and Canada, above 50", "voec": "VOEC scheme", "watches": "watches",
    "white-spirits": "white spirits", "BC-MB": "British Columbia, Manitoba",
    "NB-NL-PE": "New Brunswick, Newfoundland and Labrador, Prince Edward Island", "NS": "Nova Scotia",
    "ON": "Ontario", "QC": "Quebec", "SK": "Saskatchewan", "<=": "at most", "<": "below", ">": "above",
    ">=": "at least", "ask-consent": "asking for consent", "collect": "collecting", "count": "counting",
    "follow-market": "following the rules of the market", "keep": "keeping", "link": "linking", "measure": "measuring",
    "notify": "notifying", "reply": "answering", "send-to-CN": "sending to China", "settle": "settling",
    "store-first-in": "storing first in a place", "buyer-data": "data of buyers", "complaint": "complaints",
    "damage": "damage to goods", "data-transfer": "data that leave the country", "enquiry": "enquiries",
    "goods-return": "returned goods", "identity-paper": "identity papers", "personal-data": "personal data",
    "price": "prices", "record": "records", "sensitive-data": "sensitive personal data",
    "shop-accounts": "accounts of shops", "transfer-contract": "contracts of transfer", "trigger": "limits that oblige",
    "person": "persons", "pieces": "pieces", "tons": "tons", "past-price": "past price",
    "forbidden": "forbidden", "refused": "refused by many carriers", "regulated": "carried as dangerous goods",
    "eased": "carried under eased rules", "free": "not restricted",
}  # fmt: skip
"""Words of fields, topics, kinds and policies with their English label."""
REDUCED = re.compile(r"reduced-([\d.]+)")
RATE = "reduced rate {rate} %"


def labelled(word: str, language: str | None = None) -> str:
    """A word of the tables in a language, by default the one in use; one without label as it stands."""
    if rate := REDUCED.fullmatch(word):
        return translate(RATE, language).format(rate=rate[1])
    return translate(LABELS[word], language) if word in LABELS else word


def shown(field: Field, value: Value) -> str:
    """A value as a person reads it: words with their label, texts in the language in use; empty where there is none."""
    if value is None:
        return ""
    if field.kind == "word" or (field.kind == "name" and field.key):
        return labelled(str(value))
    if field.kind == "condition":
        return condition(str(value)).said()
    return ", ".join(value) if isinstance(value, tuple) and field.kind != "text" else str(value)
