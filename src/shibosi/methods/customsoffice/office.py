"""A customs office that is none: takes messages, keeps what they say, and answers as the error table says it answers.

Written from the error table and the published states alone. It judges for itself and imports nothing of ours that
checks messages or dossiers: what the two disagree on is a fault of one of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from shibosi.methods.customsoffice.billing import Bill, summary_result, tax_bill
from shibosi.methods.customsoffice.comparing import amount, differ, ordered, plain, rows, values
from shibosi.methods.formats.ceb import Document, Message
from shibosi.methods.formats.ceb.fields import shape
from shibosi.methods.formats.ceb.model import Row
from shibosi.standard.ceb import error_texts
from shibosi.standard.tables import in_force

STORED, ACCEPTED, REJECTED, CLOSED, RELEASED, CLEARED = "2", "120", "100", "399", "800", "899"
STOPS = {"501", "502", "503", "599", "700"}
"""States after which nothing is released."""
TIME = "%Y%m%d%H%M%S"
FIRST_DAY = datetime(2020, 1, 1)
CHECKED = "[Code:{code};Desc:{words}]"
PASSED, RELEASED_WORDS, APPROVED = "1800", "2600", "2300"
ANSWERS = {
    "303": "304", "403": "404", "505": "506", "507": "508", "509": "510", "603": "604", "605": "606", "607": "608",
    "213": "214", "215": "216", "701": "702", "311": "312", "411": "412", "511": "512", "513": "514", "621": "622",
    "623": "624", "625": "626", "711": "712",
}  # fmt: skip
FINAL = {"505": CLOSED, "507": CLOSED, "509": CLOSED, "605": CLOSED, "701": CLOSED, "215": CLOSED, "623": CLOSED,
         "625": CLOSED}  # fmt: skip
"""What the office says last of a document with which nothing is wrong, where it does not say 120."""
CODES = {
    "303": {"no lines": "-301001", "repeated": "-301002", "exists": "-301010", "declared": "-301011",
            "unknown": "-301009", "older": "-301014"},
    "411": {"exists": "-401007", "unknown": "-401006", "older": "-401012"},
    "511": {"exists": "-504015", "unknown": "-504014"},
    "513": {"older": "-505016"},
    "621": {"no lines": "-621000", "repeated": "-621027"},
    "603": {"no lines": "-621000", "repeated": "-621027"},
    "711": {"exists": "-800003", "older": "-800005"},
}  # fmt: skip
"""What the e-port answers of itself, by message. Export lists have the codes of import: the table has no others."""
CODES |= {"311": CODES["303"], "403": CODES["411"], "505": CODES["511"]}
UNSIGNED = {"621": "-621026", "623": "-623017", "625": "-625028"}
"""What is answered to messages that have to be signed and are not."""
NO_ORDER, NO_PAYMENT, NO_WAYBILL, NO_LIST = "-301003", "-401004", "-504014", "-623003"
"""The table's words for what is not there; which codes customs itself gives then, is not published."""
LISTS = ("621", "603")
LINES = {"621": "InventoryList", "603": "InventoryList", "311": "OrderList", "303": "OrderList"}


class Answer(NamedTuple):
    """An answer: the message it stands in, its values, and its rows by section where it has any."""

    message: str
    values: Row
    lists: Bill = {}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the office thinks of a document: the status it ends with, the code of the reason."""

    status: str
    code: str = ""

    @property
    def information(self) -> str:
        """The text of the answer, as customs and e-port write theirs."""
        words = error_texts()[self.code].text_zh if self.code else ""
        if not self.code or self.code.startswith("-"):
            return words
        return CHECKED.format(code=self.code, words=words)


@dataclass(slots=True)
class Kept:
    """A document as the office keeps it."""

    head: Row
    lines: list[Row]
    time: str
    number: str = ""


@dataclass(slots=True)
class Office:
    """What the office keeps. `inspects` says of a list number what happens to it beyond checking: the statuses it goes
    through before its last, such as 500; `wants_signatures` whether lists have to be signed (whether a signature is
    right, it does not look at). `notices` are what it sends of itself: tax bills (816), results of summaries (792)."""

    inspects: Callable[[str], list[str]] = lambda number: []
    wants_signatures: bool = True
    kept: dict[str, dict[tuple[str, ...], Kept]] = field(default_factory=dict)
    spent: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    declared: set[tuple[str, str]] = field(default_factory=set)
    listed: dict[str, str] = field(default_factory=dict)
    lines: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    lists: dict[str, tuple[Document, str]] = field(default_factory=dict)
    notices: list[Answer] = field(default_factory=list)
    count: int = 0

    def take(self, message: Message) -> Iterator[Answer]:
        """The answers to a message, one after the other, in the order of time. What customs sends has none."""
        number = message.name.removeprefix("CEB").removesuffix("Message")
        if number not in ANSWERS:
            return
        unsigned = self.wants_signatures and not message.signatures and UNSIGNED.get(number, "")
        for document in message.documents:
            yield from self._answers(number, document, unsigned or "")

    def _answers(self, number: str, document: Document, unsigned: str) -> Iterator[Answer]:
        self.count += 1
        start = _time(document.head.get("appTime")) or FIRST_DAY
        pre = f"B{start:%Y%m%d}{self.count:09d}"
        verdict = Verdict(unsigned, unsigned) if unsigned else self._register(number, document)
        if verdict.status.startswith("-"):
            yield self._answer(number, document, verdict, start, 1, pre, "")
            return
        yield self._answer(number, document, Verdict(STORED), start, 1, pre, "")
        listed = ""
        if number in ("623", "625"):
            verdict = self._withdraw(number, document)
        if number in LISTS:
            verdict = self._compare(number, document)
            flag = "I" if number == "621" else "E"
            listed = f"{document.head.get('customsCode') or '0000'}{start:%Y}{flag}{self.count:09d}"
        if verdict.status == REJECTED:
            yield self._answer(number, document, verdict, start, 2, pre, "")
            return
        if number not in LISTS:
            last = FINAL.get(number, ACCEPTED)
            code = APPROVED if number in ("623", "625") else PASSED if last == ACCEPTED else ""
            yield self._answer(number, document, Verdict(last, code), start, 2, pre, listed)
            yield from self._follows(number, document, start)
            return
        yield self._answer(number, document, Verdict(ACCEPTED, PASSED), start, 2, pre, listed)
        self.lines[listed] = {_line(one) for one in rows(document)}
        self.lists[listed] = (document, pre)
        statuses = self.inspects(document.head.get("orderNo") or "")
        for step, status in enumerate([*statuses, *([] if set(statuses) & STOPS else [RELEASED])], start=3):
            code = RELEASED_WORDS if status == RELEASED else ""
            self.listed[listed] = status
            yield self._answer(number, document, Verdict(status, code), start, step, pre, listed)
        bill = tax_bill(document.head, rows(document), listed, start) if number == "621" else None
        if bill is not None and self.listed[listed] == RELEASED:
            self.notices.append(Answer("CEB816Message", *bill))

    def _follows(self, number: str, document: Document, start: datetime) -> Iterator[Answer]:
        """What customs sends after a departure (its exports are cleared) or a summary application (its result)."""
        head = document.head
        if number == "509":
            left = {(head.get("logisticsCode"), one.get("logisticsNo")) for one in rows(document)}
            for listed, (declared, pre) in self.lists.items():
                parcel = declared.head.get("logisticsCode"), declared.head.get("logisticsNo")
                if parcel in left and declared.message == "CEB603Message" and self.listed[listed] == RELEASED:
                    self.listed[listed] = CLEARED
                    yield self._answer("603", declared, Verdict(CLEARED), start, 3, pre, listed)
        if number == "701":
            named = [one.get("invtNo") or "" for one in rows(document)]
            cleared = [(one, self.lists[one][0]) for one in named if self.listed.get(one) == CLEARED]
            if cleared:
                self.notices.append(Answer("CEB792Message", *summary_result(head, cleared, self.count, start)))

    def _register(self, number: str, document: Document) -> Verdict:
        """Keep a document, or say why that cannot be: the e-port's part."""
        head, lines = document.head, rows(document)
        key = tuple(head.get(name) or "" for name in shape(f"CEB{number}Message").key)
        mine = self.kept.setdefault(number, {})
        known, kind, time = mine.get(key), head.get("appType") or "1", head.get("appTime") or ""
        codes = CODES.get(number, {})
        if number in LINES and not lines:
            return Verdict(codes.get("no lines", "-621000"), codes.get("no lines", ""))
        numbers = [row.get("gnum") for row in lines]
        if number in LINES and len(set(numbers)) < len(numbers):
            return Verdict(codes["repeated"], codes["repeated"])
        if kind == "1" and known is not None and "exists" in codes:
            declared = (head.get("ebpCode") or "", head.get("orderNo") or "") in self.declared
            code = codes["declared"] if declared and "declared" in codes else codes["exists"]
            return Verdict(code, code)
        if kind != "1" and known is None and "unknown" in codes:
            return Verdict(codes["unknown"], codes["unknown"])
        if known is not None and time < known.time and "older" in codes:
            return Verdict(codes["older"], codes["older"])
        if number == "621":
            order = (head.get("ebpCode") or "", head.get("orderNo") or "")
            if kind == "1" and order in self.declared:
                return Verdict("-621004", "-621004")
        mine[key] = Kept(head, lines, time)
        return Verdict(STORED)

    def _compare(self, number: str, document: Document) -> Verdict:
        """The list against order, payment and waybill: the part of customs."""
        head, lines = document.head, rows(document)
        order = self.kept.get("311" if number == "621" else "303", {}).get(values(head, "ebpCode", "orderNo"))
        waybill = self.kept.get("511" if number == "621" else "505", {}).get(
            values(head, "logisticsCode", "logisticsNo")
        )
        if order is None or waybill is None:
            return Verdict(REJECTED, NO_ORDER if order is None else NO_WAYBILL)
        if len(lines) != len(order.lines):
            return Verdict(REJECTED, "1320")
        if any(differ(one, other) for one, other in zip(ordered(lines), ordered(order.lines), strict=True)):
            return Verdict(REJECTED, "1322")
        if number == "603":
            self._declare(head)
            return Verdict(ACCEPTED)
        for name, code in (("buyerName", "13127"), ("buyerTelephone", "130126")):
            if plain(head.get(name)) != plain(order.head.get(name)):
                return Verdict(REJECTED, code)
        return self._paid(head, order) or self._limits(head, lines) or Verdict(ACCEPTED)

    def _withdraw(self, number: str, document: Document) -> Verdict:
        """A cancellation or a return of a list: the list has to be there; a released one is not cancelled, and only a
        released one has goods that come back."""
        state = self.listed.get(document.head.get("invtNo") or "")
        if state is None:
            return Verdict(REJECTED, NO_LIST)
        if number == "623" and state == RELEASED:
            return Verdict(REJECTED, "-623005")
        if number == "625" and not {_line(one) for one in rows(document)} <= self.lines[document.head["invtNo"] or ""]:
            return Verdict(REJECTED, "-625209")
        return Verdict(ACCEPTED)

    def _paid(self, head: Row, order: Kept) -> Verdict | None:
        """What is wrong with the payment of an order."""
        number = order.head.get("orderNo")
        paid = [one.head for one in self.kept.get("411", {}).values() if one.head.get("orderNo") == number]
        if not paid:
            return Verdict(REJECTED, NO_PAYMENT)
        if order.head.get("payCode") and all(one.get("payCode") != order.head["payCode"] for one in paid):
            return Verdict(REJECTED, "13035")
        buyer = plain(order.head.get("buyerName")), plain(order.head.get("buyerIdNumber"))
        if any((plain(one.get("payerName")), plain(one.get("payerIdNumber"))) != buyer for one in paid):
            return Verdict(REJECTED, "1327")
        if sum(amount(one.get("amountPaid")) for one in paid) != amount(order.head.get("acturalPaid")):
            return Verdict(REJECTED, "1332")
        return None

    def _limits(self, head: Row, lines: list[Row]) -> Verdict | None:
        """The limits of retail import of one person; nothing where no limit is in force on the day."""
        day = _time(head.get("declTime"), "%Y%m%d") or _time(head.get("appTime"))
        limits = in_force("retail_import_limits", day.date(), "CN") if day else None
        if day is None or limits is None:
            return None
        value = sum((amount(row.get("totalPrice")) for row in lines), Decimal(0))
        person = (head.get("buyerIdNumber") or "", f"{day:%Y}")
        one_piece = len(lines) == 1 and limits.value("one_piece") == "yes"
        if value > limits.number("single") and not one_piece:
            return Verdict(REJECTED, "-621005")
        if self.spent.get(person, Decimal(0)) + value > limits.number("annual"):
            return Verdict(REJECTED, "1313")
        self.spent[person] = self.spent.get(person, Decimal(0)) + value
        self._declare(head)
        return None

    def _declare(self, head: Row) -> None:
        self.declared.add((head.get("ebpCode") or "", head.get("orderNo") or ""))

    def _answer(
        self, number: str, document: Document, verdict: Verdict, start: datetime, step: int, pre: str, listed: str
    ) -> Answer:  # fmt: skip
        """One answer as customs writes it: the key of the document, the numbers given so far, status, time, words."""
        form = shape(f"CEB{ANSWERS[number]}Message")
        at = start + timedelta(seconds=step, milliseconds=49 * step)
        said = {
            "guid": f"{self.count:08X}-0000-4000-8000-{step:012d}", "returnStatus": verdict.status,
            "returnTime": f"{at:%Y%m%d%H%M%S}{at.microsecond // 1000:03d}", "returnInfo": verdict.information,
            "preNo": pre, "invtNo": listed or document.head.get("invtNo"),
        }  # fmt: skip
        return Answer(form.message, {name: said.get(name) or document.head.get(name) for name in form.head.names})


def _line(row: Row) -> tuple[str, str]:
    return row.get("gnum") or "", row.get("gcode") or ""


def _time(text: str | None, form: str = TIME) -> datetime | None:
    try:
        return datetime.strptime(text or "", form)
    except ValueError:
        return None
