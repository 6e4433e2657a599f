"""Orders of yesterday at customs: declared, answered, some inspected, detained or looked at, some followed up.

Messages as they would go out and come back; nothing is signed.
"""

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from shibosi.example.sales import SENDER, sales
from shibosi.methods.customsoffice.office import Office
from shibosi.methods.customsoffice.post import Chances, messages
from shibosi.methods.declaring.declaring import declare, sender_of
from shibosi.methods.declaring.reading import read_sales, sales_of
from shibosi.methods.declaring.request import ARRIVE, LEAVE, LOAD, Request
from shibosi.methods.declaring.sale import NONE
from shibosi.methods.formats.ceb import read_message
from shibosi.methods.messages.states import Board

COUNT, SEED = 30, 7
FATES = Chances(seed=3, inspect=0.1, detain=0.1, review=0.2, send_back=0.05)
OPERATOR, SITE, TRUCK = "3100910001", "示例监管场所", "沪A00000"


def clearing(today: date) -> list[bytes]:
    """Messages and answers in the order in which they went out and came back."""
    day = today - timedelta(days=1)
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in ({"sender": SENDER}, *sales(COUNT, SEED, day)))
    found = list(read_sales(lines.encode(), "orders.jsonl"))
    every = list(sales_of(found))
    left = [sale.number for sale in every if sale.direction == "export" and not FATES.fate(sale.number)][:4]
    arrive = Request(
        ARRIVE, tuple(left), operator_code=OPERATOR, operator_name=SITE, domestic_vehicle=TRUCK
    )  # fmt: skip
    steps = [arrive, Request(LOAD, tuple(left)), Request(LEAVE, tuple(left[:2]))]
    office, board = Office(FATES.fate, wants_signatures=False), Board()
    made: list[bytes] = []
    for hour, some, requests in ((10, every, []), (14, [replace(one, report=NONE) for one in every], steps)):
        for batch in declare(some, datetime.combine(day, time(hour)), sender_of(found), None, board, requests):
            for message in batch.messages:
                answers = [data for _, data in messages(office.take(message))]
                made += [message.original, *answers]
                for read in (message, *(read_message(data, "answer")[0] for data in answers)):
                    if read is not None:
                        board.add(read)
    return made
