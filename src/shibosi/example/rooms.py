"""Beside the trade: firms with numbers, owners, accounts, shops and papers, and a recall, as an API takes them.

The first firm has everything; the second has a licence that ran out, shares above the whole and an account of a
person; shops of the second and the third are paid on one account, and one of them is not where it says. Days count from
`today`.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from shibosi.example.firms import firms
from shibosi.example.offices import REPRESENTATIVE, filings, training
from shibosi.example.partners import suppliers

Row = dict[str, Any]
GOOD, CARELESS, FOREIGN = ("platform", 0), ("merchant", 1), ("merchant", 3)
"""Firms of the trade by role and place."""
PAPERS = (
    *(("agency-licence", part, 400) for part in ("operation", "supply-chain")),
    *(("shop-service-contract", part, 25) for part in ("content", "fees", "property", "breach")),
)
"""Papers of the first firm: kind, part, days until the last one."""


def documents(today: date) -> list[Row]:
    """The documents: `{"kind": "firm", "values": {...}}`."""
    good, careless = (firms(role).row(at)[:2] for role, at in (GOOD, CARELESS))
    made = [
        *_good(today), *_careless(today), *_foreign(today), _recall(today), *filings(good, careless, today),
        *training(good, code_of(FOREIGN), today), *suppliers(good, today),
    ]  # fmt: skip
    said = {"report_type": "1", "reported_at": f"{today - timedelta(days=1)}T10:00:00+08:00"}
    plain = ("firm_kind", "shop_trait", "sold_category", "supplier_review", "supplier_cover", "supply")
    return [{"kind": kind, "values": values if kind in plain else {**values, **said}} for kind, values in made]


def code_of(firm: tuple[str, int]) -> str:
    """The code of one of these firms."""
    role, at = firm
    return firms(role).row(at)[0]


def _firm(firm: tuple[str, int], latin: str, person: str, **other: Any) -> Row:
    role, at = firm
    code, name = firms(role).row(at)
    return {"party_code": code, "name": name, "latin_name": latin, "home": "CN", "legal_form": "company",
            "register": "cn-uscc", "licence_number": code, "licence_status": "active", "open_ended": True,
            "representative_name": person, "customs_code": code, **other}  # fmt: skip


def _good(today: date) -> Iterator[tuple[str, Row]]:
    firm = _firm(GOOD, "Shanghai Yunzhou Platform", "李示例", licence_from=_day(today, -1900))
    of = {"party_code": firm["party_code"]}
    yield "firm", firm
    yield "firm_kind", {**of, "party_kind": "agency-operator", "market": "DE"}
    yield "firm_number", {**of, "register": "cn-uscc", "number": firm["party_code"], "status": "active",
                          "open_ended": True}  # fmt: skip
    yield "owner", {**of, "owner_code": "P-1", "owner_kind": "person", "owner_name": "李示例", "share": "1",
                    "controls": True}  # fmt: skip
    yield "person", {**of, "role": "representative", "number": "P-1", "name": "李示例", "latin_name": "Li Shili",
                     "document_kind": "identity-card", "document_until": _day(today, 1200)}  # fmt: skip
    yield "money_account", _account(firm, "K-1", firm["name"], "firm", today)
    yield "brand", {**of, "mark_number": "M-20261", "market": "DE", "name": "YUNZHOU", "owner_name": firm["name"],
                    "status": "active", "valid_until": _day(today, 900)}  # fmt: skip
    yield "activity", {**of, "number": "A-1", "activity": "shop-operation", "market": "DE", "party_name": firm["name"],
                       "home": "CN", "representative_name": "李示例", "for_profit": True,
                       "started_on": _day(today, -15)}  # fmt: skip
    for kind, part, days in PAPERS:
        yield "paper", {"holder_code": firm["party_code"], "paper_kind": kind, "number": f"EX-{kind}", "about": "A-1",
                        "part": part, "market": "DE", "activity": "shop-operation", "holder_name": firm["name"],
                        "issuer_name": "Example Office", "status": "valid", "issued_on": _day(today, -20),
                        "valid_from": _day(today, -20), "valid_until": _day(today, days)}  # fmt: skip


def _careless(today: date) -> Iterator[tuple[str, Row]]:
    firm = _firm(CARELESS, "Ningbo Yunzhou E-Commerce", "王示例", licence_from=_day(today, -3000), open_ended=False,
                 licence_until=_day(today, -10))  # fmt: skip
    of = {"party_code": firm["party_code"]}
    yield "firm", firm
    yield "firm_kind", {**of, "party_kind": "exporter", "market": "DE"}
    yield "firm_number", {**of, "register": "eu-vat", "number": "DE136695978", "status": "active", "open_ended": True}
    for number, share in (("P-2", "0.6"), ("P-3", "0.55")):
        yield "owner", {**of, "owner_code": number, "owner_kind": "person", "owner_name": f"示例股东{number[-1]}",
                        "share": share, "controls": number == "P-2"}  # fmt: skip
    yield "person", {**of, "role": "representative", "number": "P-2", "name": "王示例", "latin_name": "Wang Shili"}
    yield "money_account", _account(firm, "K-7", "王示例", "person", today)
    yield "shop", _shop(of, "S-21", "Yunzhou Outlet", today)
    yield from _traits(of, "S-21", today)


def _foreign(today: date) -> Iterator[tuple[str, Row]]:
    firm = _firm(FOREIGN, "Guangzhou Yunzhou E-Commerce", REPRESENTATIVE, licence_from=_day(today, -700))
    of = {"party_code": firm["party_code"]}
    yield "firm", firm
    yield "firm_kind", {**of, "party_kind": "exporter", "market": "DE"}
    yield "shop", {**_shop(of, "S-31", "Hafenladen Beispiel", today), "stated_country": "DE"}
    yield from _traits(of, "S-31", today)
    for source in ("dispatch", "account", "internet", "returns"):
        yield "shop_source", {**of, "shop_number": "S-31", "source": source, "seen": 40, "share": "0.95",
                              "country": "DE" if source == "returns" else "CN",
                              "ends_on": _day(today, -1)}  # fmt: skip


def _account(firm: Row, number: str, holder: str, kind: str, today: date) -> Row:
    return {"party_code": firm["party_code"], "account_id": number, "number": f"EX-{number}", "account_kind": "bank",
            "use": "receiving", "holder_name": holder, "holder_kind": kind, "firm_name": firm["name"],
            "firm_latin_name": firm["latin_name"], "country": "CN", "market": "DE", "proven_by": "provider",
            "proven_on": _day(today, -9)}  # fmt: skip


def _shop(of: Row, number: str, name: str, today: date) -> Row:
    return {**of, "number": number, "shop_kind": "platform-shop", "platform_code": code_of(GOOD), "market": "DE",
            "name": name, "stated_country": "CN", "opened_on": _day(today, -90)}  # fmt: skip


def _traits(of: Row, number: str, today: date) -> Iterator[tuple[str, Row]]:
    """A shop that is paid on the account of another, and worked from the same device."""
    for trait, value in (("account", "EX-K-7"), ("device", "D-77")):
        yield "shop_trait", {**of, "shop_number": number, "trait": trait, "value": value,
                             "platform_code": code_of(GOOD), "market": "DE", "seen_on": _day(today, -2)}  # fmt: skip


def _recall(today: date) -> tuple[str, Row]:
    return "recall", {
        "authority": "EXAMPLE", "number": "X-2601", "market": "DE", "published_on": _day(today, -3),
        "title": "Leather bags recalled: the clasp breaks", "product": "Leather bag", "names": "yunzhou",
        "models": "yzb77", "words": "leather|bag|clasp|brass", "hazard": "broken clasp",
        "remedy": "Refund",
    }  # fmt: skip


def _day(today: date, away: int) -> str:
    return (today + timedelta(days=away)).isoformat()
