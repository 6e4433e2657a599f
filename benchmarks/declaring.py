"""From orders to signed messages: how long so many take, and whether the simulated office agrees with all of them.

    python -m benchmarks.declaring [--orders N] [--processes N] [--kind rsa|sm2]

Orders are read as JSON lines, their documents made, checked field by field, put into messages of a hundred, lists
signed and every signature verified. Budget: 100,000 orders in 120 s on two processors with RSA/SHA-1; exit status 1
where that pace is missed, where the office rejects an order with which nothing is wrong, or lets a seeded fault pass.
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
from shibosi.methods.declaring.declaring import declare
from shibosi.methods.declaring.reading import read_sales
from shibosi.methods.formats.ceb.model import Document, Message
from shibosi.methods.messages.signing.keys import RSA, SM2, new_key, private_key

DAY, AT = date(2026, 3, 3), datetime(2026, 3, 3, 10)
ORDERS, SECONDS, PROCESSORS = 100_000, 120, 2
PART = 5_000
ONE_IN = 50
LISTS = ("CEB622Message", "CEB604Message")
FAULTS = (("411", "amountPaid", "0.01", "1332"), ("621", "buyerName", "乙", "13127"),
          ("621", "buyerTelephone", "1", "130126"), ("411", "payerIdNumber", "1", "1327"))  # fmt: skip
"""Message, element, what it says instead, and the code the office has to answer."""


@dataclass(frozen=True)
class Told:
    """What a part took and what the office said: seconds of processor, documents, rejections, faults seeded, missed."""

    seconds: float
    documents: int
    rejected: int
    seeded: int
    missed: int


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
    rejected = (
        sum(status == "100" for status in answers(messages).values())
        + count
        - sum(len(batch.orders) for batch in batches)
    )
    faulty, wanted = seeded(messages)
    got = answers(faulty, codes=True)
    missed = sum(got.get(order) != code for order, code in wanted.items())
    return Told(seconds, sum(len(message.documents) for message in messages), rejected, len(wanted), missed)


def answers(messages: list[Message], codes: bool = False) -> dict[str, str]:
    """The last status of each list, or the code of its rejection, by order."""
    office = Office()
    last: dict[str, str] = {}
    for message in messages:
        for one in office.take(message):
            if one.message not in LISTS:
                continue
            text = one.values["returnInfo"] or ""
            said = text.removeprefix("[Code:").partition(";")[0] if codes else one.values["returnStatus"]
            last[one.values["copNo"] or ""] = said or ""
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
        if fault is not None and message.name == f"CEB{fault[0]}Message":
            yield one.replaced(head=one.head | {fault[1]: fault[2]})
        else:
            yield one


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
    rejected, seeds, missed = (sum(getattr(one, name) for one in told) for name in ("rejected", "seeded", "missed"))
    pace = SECONDS * PROCESSORS * said.orders / ORDERS
    print(f"{said.orders:,} orders, {sum(one.documents for one in told):,} documents: {spent:,.1f} s of processor "
          f"(budget {pace:,.1f}), {1000 * spent / said.orders:.2f} ms an order; {clock:,.1f} s by the clock with the "
          "office judging them twice")  # fmt: skip
    print(f"rejected though right: {rejected}; faults seeded: {seeds}, not answered with their code: {missed}")
    return 0 if spent <= pace and not rejected and not missed else 1


if __name__ == "__main__":
    sys.exit(main())
