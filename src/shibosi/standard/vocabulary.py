"""The closed word lists of the register, each word with its English label; the Chinese stands in `zh.po`."""

MODES = {
    "executed": "Decided from data",
    "workflow": "Worked by people",
    "evidenced": "Proven by a paper",
    "informative": "For information",
}
"""How an item is fulfilled (design: `mode`)."""

ANSWERS = {
    "control": "Control",
    "flow": "Flow",
    "paper": "Kind of paper",
    "page": "Page",
}
"""What answers an item (`by`); an empty `by` means nothing does yet."""

PARTIES = {
    "platform": "Platform operator",
    "independent-site": "Independent shop site",
    "exporter": "Exporter",
    "importer": "Importer",
    "logistics": "Logistics firm",
    "finance": "Finance and payment firm",
    "cloud": "Cloud service firm",
    "marketing": "Marketing firm",
    "legal": "Legal service firm",
    "technology": "Technology firm",
    "customs-broker": "Customs broker",
    "agency-operator": "Agency operator",
    "all": "Every party",
}
"""Who is bound: eleven kinds of party, one kind of shop (`independent-site`) and `all`."""

SYSTEMS = {
    "registry": "Register of parties",
    "catalogue": "Catalogue",
    "screening": "Screening of goods",
    "intellectual-property": "Intellectual property",
    "pricing": "Prices and promotions",
    "orders": "Order handling",
    "customs": "Customs clearance",
    "tax": "Taxation",
    "logistics": "Transport and delivery",
    "warehouse": "Warehousing",
    "payments": "Payment and settlement",
    "wallet": "Wallets",
    "fx": "Foreign exchange",
    "aml": "Anti-money-laundering",
    "trade-finance": "Trade finance",
    "after-sales": "After-sales service",
    "complaints": "Complaint handling",
    "disputes": "Dispute resolution",
    "enforcement": "Enforcement of rules",
    "credit": "Credit and reviews",
    "privacy": "Personal data",
    "security": "Information security",
    "risk": "Risk watch",
    "marketing": "Advertising and marketing",
    "legal": "Legal services",
    "analytics": "Analytics",
    "customer-service": "Customer service",
    "broker": "Brokerage work",
    "agency": "Agency operation",
    "cloud": "Cloud services",
    "assurance": "Assurance and audit",
    "policy-watch": "Policy watch",
    "training": "Training",
    "publication": "Publication",
}
"""The part of the house an item belongs to."""

CONFIDENCES = {
    "verified": "Seen in the official text, at its issuer or as a full copy",
    "repeated": "Repeated by a public page or data set; the official text was not seen",
    "seed": "Stated in the standard or one of its companion texts",
    "high": "Seen in use in public code or field data, not in the official text",
    "medium": "One secondary source; the official text was not seen",
    "low": "Sources disagree, or the source is weak",
    "general-knowledge": "No source seen: asks for review, never blocks by itself",
    "local": "Our own choice, not law",
}
"""How far a value is to be trusted. Shown wherever the value is used."""

CONFIDENCE_WORDS = {
    "verified": "verified", "repeated": "repeated elsewhere", "seed": "from the standard", "high": "high",
    "medium": "medium", "low": "low", "general-knowledge": "general knowledge", "local": "our choice",
}  # fmt: skip
"""A confidence in a word or two; `CONFIDENCES` has the sentences."""

TEXTS = {
    "000": "Report on export compliance",
    "002": "Review of policies 2013 to 2024",
    "003": "Legal path to high-quality development",
    "004": "Development of the pilot zones",
    "all": "All four companion texts",
}
"""The companion texts by file number."""
