"""From orders to signed messages, answers and the gate: how long so many take, and whether the simulated office agrees.

    python -m benchmarks.declaring [--orders N] [--processes N] [--kind rsa|sm2]

Orders are read as JSON lines, their documents made, checked field by field, put into messages of a hundred, lists
signed and every signature verified. Then the office answers, its answers are read and folded into states, and the
gate is asked about every fiftieth parcel. Budget: 100,000 orders in 120 s on two processors with RSA/SHA-1, a decision
of the gate in a second; exit status 1 where a pace is missed, where an order with which nothing is wrong is not
released or has its gate shut, or where a seeded fault is not answered with its code.

The short form: --orders 3000.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import repeat

from shibosi.example.sales import SENDER, sales
from shibosi.methods.customsoffice.office import Office
from shibosi.methods.customsoffice.post import messages as posted
from shibosi.methods.declaring.declaring import declare
from shibosi.methods.declaring.reading import read_sales
from shibosi.methods.formats.ceb import read_message
from shibosi.methods.formats.ceb.model import Document, Message, Row
from shibosi.methods.messages.gates import Gate
from shibosi.methods.messages.signing.keys import RSA, SM2, new_key, private_key
from shibosi.standard.ceb import error_texts

DAY, AT = date(2026, 3, 3), datetime(2026, 3, 3, 10)
ORDERS, SECONDS, PROCESSORS = 100_000, 120, 2
PART = 5_000
ONE_IN = 50
GATE_SECONDS = 1.0
LISTS = ("CEB622Message", "CEB604Message")
FAULTS = (
    ("411", "amountPaid", "0.01", "1332"), ("621", "buyerName", "乙", "13127"),
    ("621", "buyerTelephone", "1", "130126"),
    ("411", "payerIdNumber", "1", "1327"), ("411", "payerName", "乙", "1327"), ("411", "payCode", "X", "13035"),
    ("411", "orderNo", "X", "-401004"), ("621", "logisticsNo", "X", "-504014"), ("621", "+", "", "1320"),
    ("621", "gname", "乙", "1322"), ("621", "qty", "999", "1322"), ("621", "unit", "999", "1322"),
)  # fmt: skip
"""Message, element of head or first line (+: a line more), what it says instead, and the code the office has to
answer."""


@dataclass(frozen=True)
class Told:
    """What a part took and what the office said: seconds of processor, documents, orders not released though right,
    faults seeded, missed, the slowest decision of the gate in seconds, gates shut though all is right."""

    seconds: float
    documents: int
    rejected: int
    seeded: int
    missed: int
    slowest: float
    shut: int


def part(seed: int, count: int, kind: str) -> Told:
    """Declare so many orders and let the office judge them, right and with faults."""
    signer = replace(private_key(new_key(kind)[0]), number="01")
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in ({"sender": SENDER}, *sales(count, seed, DAY)))
    start = time.process_time()
    found = list(read_sales(lines.encode(), "orders.jsonl"))
    sender = next(one.sender for one in found if one.sender is not None)
    batches = list(declare((one.sale for one in found if one.sale is not None), AT, sender, signer))
    seconds = time.process_time() - start
    messages = [message for batch in batches for message in batch.messages]
    office = Office()
    back = [answer for message in messages for answer in office.take(message)]
    read = [read_message(data, name)[0] for name, data in posted(back)]
    gate = Gate([*messages, *(one for one in read if one is not None)])
    released = sum(one.state == "released" for one in gate.board.standings() if one.key[0] in ("621", "603"))
    slowest, shut = at_the_gate(gate)
    faulty, wanted = seeded(messages)
    got = answers(faulty)
    missed = sum(got.get(order) != code for order, code in wanted.items())
    documents = sum(len(message.documents) for message in messages)
    return Told(seconds, documents, count - released, len(wanted), missed, slowest, shut)


def at_the_gate(gate: Gate) -> tuple[float, int]:
    """The slowest of some decisions, in seconds of the processor, and how many did not open."""
    slowest, shut = 0.0, 0
    for waybill in sorted(gate.lists)[::ONE_IN]:
        start = time.process_time()
        shut += not gate.decide(waybill).opens
        slowest = max(slowest, time.process_time() - start)
    return slowest, shut


def answers(messages: list[Message]) -> dict[str, str]:
    """The code with which each list was refused, empty where it was not, by order."""
    words = {text.text_zh: code for code, text in error_texts().items()}
    office = Office()
    last: dict[str, str] = {}
    for message in messages:
        for one in office.take(message):
            if one.message in LISTS:
                text = one.values["returnInfo"] or ""
                code = (
                    text.removeprefix("[Code:").partition(";")[0] if text.startswith("[Code:") else words.get(text, "")
                )
                last[one.values["copNo"] or ""] = code
    return last


def seeded(messages: list[Message]) -> tuple[list[Message], dict[str, str]]:
    """The messages with every so many-th import changed, and which code has to follow for its list."""
    orders = [one.head["orderNo"] or "" for message in messages if message.name == "CEB621Message"
              for one in message.documents]  # fmt: skip
    faults = {order: FAULTS[at % len(FAULTS)] for at, order in enumerate(orders[::ONE_IN])}
    return [replace(message, documents=list(_changed(message, faults))) for message in messages], {
        order: code for order, (*_, code) in faults.items()
    }


def _changed(message: Message, faults: dict[str, tuple[str, str, str, str]]) -> Iterator[Document]:
    for one in message.documents:
        fault = faults.get(one.head.get("orderNo") or "")
        if fault is None or message.name != f"CEB{fault[0]}Message":
            yield one
        elif fault[1] in one.head:
            yield one.replaced(head=one.head | {fault[1]: fault[2]})
        else:
            ((name, (first, *rest)),) = one.lists.items()
            more: list[Row] = [first | {"gnum": "99"}] if fault[1] == "+" else []
            changed: Row = first if more else {**first, fault[1]: fault[2]}
            yield one.replaced(lists={name: [changed, *rest, *more]})


def main() -> int:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orders", type=int, default=ORDERS)
    parser.add_argument("--processes", type=int, default=PROCESSORS)
    parser.add_argument("--kind", choices=[RSA, SM2], default=RSA)
    said = parser.parse_args()
    counts = [min(PART, said.orders - at) for at in range(0, said.orders, PART)]
    start = time.monotonic()
    with ProcessPoolExecutor(said.processes) as pool:
        told = list(pool.map(part, range(len(counts)), counts, repeat(said.kind)))
    clock = time.monotonic() - start
    spent = sum(one.seconds for one in told)
    rejected, seeds, missed, shut = (
        sum(getattr(one, name) for one in told) for name in ("rejected", "seeded", "missed", "shut")
    )
    slowest = max(one.slowest for one in told)
    pace = SECONDS * PROCESSORS * said.orders / ORDERS
    print(f"{said.orders:,} orders, {sum(one.documents for one in told):,} documents: {spent:,.1f} s of processor "
          f"(budget {pace:,.1f}), {1000 * spent / said.orders:.2f} ms an order; {clock:,.1f} s by the clock with the "
          "office judging them twice")  # fmt: skip
    print(f"right and not released: {rejected}; faults seeded: {seeds}, not answered with their code: {missed}")
    print(f"gate: slowest decision {1000 * slowest:.3f} ms (budget {GATE_SECONDS:.0f} s), shut though right: {shut}")
    return 0 if spent <= pace and slowest <= GATE_SECONDS and not rejected + missed + shut else 1


if __name__ == "__main__":
    sys.exit(main())
