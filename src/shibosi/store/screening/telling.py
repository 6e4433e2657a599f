"""What screening found is told to the orders and customers that bear the name: records `name_screening`.

Intake judges them like anything else: a possible match holds the order, what people decided lets it through or keeps
it. A customer for whom nothing was found is told too, for its first payment waits for that.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from shibosi.domains.aml.flows import SCREENING_HIT
from shibosi.domains.aml.records import NameScreening
from shibosi.store.cases.written import read_facts
from shibosi.store.intake.receiving import HandedIn, receive
from shibosi.store.models import Case, stored
from shibosi.store.portions import portions
from shibosi.store.screening.names import Bearing
from shibosi.store.sealing import token
from shibosi.store.zones import HOUSE

HOUSE_ITSELF = HandedIn("screening", "")
AT_ONCE = 200
NEW, CHANGE = "1", "2"
RESULTS = {"cleared": "cleared", "confirmed": "listed", "gone": "clear"}
"""What a case came to; any other state is a possible match."""


class Told(NamedTuple):
    """One screening to be told: its number, whom it is about, and what came of it."""

    number: str
    about: Bearing
    result: str
    name: str
    entry: str | None = None
    probability: str | None = None
    decided_on: str | None = None


def tell(matches: Iterable[tuple[Case, Bearing]], now: datetime) -> None:
    """Tell orders and customers of cases of which they were not told yet. Inside a transaction or not."""
    every = {_number(case, bearing): (case, bearing) for case, bearing in matches}
    unknown = _unknown(every)
    fresh = [_of(case, bearing, number) for number, (case, bearing) in every.items() if number in unknown]
    _hand_in(fresh, NEW, now)


def tell_again(case: Case, now: datetime) -> None:
    """Tell whom it concerns what became of a case."""
    rows = stored(NameScreening.kind())._default_manager.filter(standing=True, number__startswith=f"{case.public}/")
    found = rows.order_by("number").values_list("number", "order_number", "customer_code")
    again = [_of(case, Bearing(order, customer), number) for number, order, customer in found]
    _hand_in(again, CHANGE, now)


def tell_clear(customers: Iterable[tuple[str, str, str]], now: datetime) -> None:
    """Tell customers for whom nothing was found: code, name and mark of the name. Each once."""
    every = {f"clear/{token(f'{mark}|{code}')[:32]}": (code, name) for code, name, mark in customers}
    unknown = _unknown(every)
    _hand_in([
        Told(number, Bearing(None, code), "clear", name) for number, (code, name) in every.items() if number in unknown
    ], NEW, now)  # fmt: skip


def _number(case: Case, about: Bearing) -> str:
    return f"{case.public}/{token(f'{about.order}|{about.customer}')[:16]}"


def _unknown(numbers: Iterable[str]) -> set[str]:
    """Those of which nothing was told yet."""
    every, known = list(numbers), set()
    for some in portions(every, AT_ONCE):
        rows = stored(NameScreening.kind())._default_manager.filter(number__in=some)
        known |= set(rows.values_list("number", flat=True))
    return set(every) - known


def _of(case: Case, about: Bearing, number: str) -> Told:
    facts = read_facts(SCREENING_HIT.fields(), case.facts)
    closed = case.closed_at
    return Told(
        number, about, RESULTS.get(case.state, "possible"), str(facts["name"]), str(facts["entry"]),
        str(facts["score"]), closed.astimezone(HOUSE).date().isoformat() if closed is not None else None,
    )  # fmt: skip


def _hand_in(told: Sequence[Told], how: str, now: datetime) -> None:
    longest = {name: column.longest for name, column in NameScreening.columns.items()}
    for some in portions(told, AT_ONCE):
        receive([{"kind": NameScreening.kind(), "values": _values(one, how, now, longest)} for one in some],
                HOUSE_ITSELF, now)  # fmt: skip


def _values(one: Told, how: str, now: datetime, longest: dict[str, int | None]) -> dict[str, Any]:
    """A record as intake takes it; texts no longer than their columns."""
    said = {
        "number": one.number, "order_number": one.about.order, "customer_code": one.about.customer,
        "guid": token(f"{one.number}|{one.result}|{now.isoformat()}")[:36], "report_type": how,
        "reported_at": now.isoformat(), "name": one.name, "screened_on": now.astimezone(HOUSE).date().isoformat(),
        "entry": one.entry, "probability": one.probability, "result": one.result, "decided_on": one.decided_on,
    }  # fmt: skip
    return {name: value[: longest[name] or None] for name, value in said.items() if value is not None}
