"""A firm as it hands itself in, with all that admission to run shops for clients in Germany rests on.

admit_me()                                   everything is at hand
admit_me(money_account={"holder_kind": "person"})      changes are laid over each document of a kind; None leaves it out
"""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from shibosi.store.intake.receiving import HandedIn, receive
from shibosi.store.zones import HOUSE

NAME, LATIN, PERSON = "杭州海港贸易有限公司", "Hangzhou Harbour Trading", "李娜"
LICENCE = "91110000600037341L"
AT = {"report_type": "1", "reported_at": "2026-01-05T10:00:00+08:00"}
CHANGED = {"report_type": "2", "reported_at": "2026-01-06T10:00:00+08:00"}
WHAT = {"firm": "AAA", "activity": "shop-operation", "market": "DE"}


def day(away: int) -> str:
    """A day so many days from today."""
    return (timezone.now().astimezone(HOUSE).date() + timedelta(days=away)).isoformat()


def documents(code: str = "AAA", **changes: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The documents of a firm, in the shape the API takes."""
    papers = [("agency-licence", part) for part in ("operation", "supply-chain")]
    papers += [("shop-service-contract", part) for part in ("content", "fees", "property", "breach")]
    made: list[tuple[str, dict[str, Any]]] = [
        ("firm", {"name": NAME, "latin_name": LATIN, "home": "DE", "legal_form": "company", "register": "cn-uscc",
                  "licence_number": LICENCE, "licence_status": "active", "licence_from": day(-900),
                  "open_ended": True, "representative_name": PERSON}),
        ("firm_kind", {"party_kind": "agency-operator", "market": "DE"}),
        ("firm_number", {"register": "cn-uscc", "number": LICENCE, "status": "active", "open_ended": True}),
        ("owner", {"owner_code": "P-1", "owner_kind": "person", "owner_name": PERSON, "share": "1", "controls": True}),
        ("person", {"role": "representative", "number": "P-1", "name": PERSON, "latin_name": "Li Na",
                    "document_kind": "passport", "document_until": day(400)}),
        ("money_account", {"account_id": "K-1", "number": "6222-1", "account_kind": "bank", "use": "receiving",
                           "holder_name": LATIN, "holder_kind": "firm", "firm_name": NAME, "firm_latin_name": LATIN,
                           "country": "HK", "market": "DE", "proven_by": "provider", "proven_on": day(-9)}),
        *(("paper", {"paper_kind": kind, "number": f"N-{kind}", "about": "A-1", "part": part, "market": "DE",
                     "holder_name": NAME, "issuer_name": "Office", "status": "valid", "valid_from": day(-20),
                     "valid_until": day(400)}) for kind, part in papers),
    ]  # fmt: skip
    found = []
    for kind, values in made:
        change = changes.get(kind, {})
        if change is not None:
            column = "holder_code" if kind == "paper" else "party_code"
            told = {column: code, **values, **({} if kind == "firm_kind" else AT), **change}
            found.append({"kind": kind, "values": told})
    return found


def admit_me(code: str = "AAA", party: str = "aaa", at: datetime | None = None, **changes: Any) -> None:
    """Hand the documents in; none is refused."""
    some = documents(code, **changes)
    answer = receive(some, HandedIn("test", party), at or timezone.now()).receipt.answer
    assert not answer["refused"], answer
