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
from shibosi.methods.customsoffice.registering import BEFORE, CHANGEABLE, DELETE, LISTS, NOTHING, Kept, Register
from shibosi.methods.formats.ceb import Document, Message
from shibosi.methods.formats.ceb.fields import shape
from shibosi.methods.formats.ceb.model import Row
from shibosi.standard.ceb import error_texts
from shibosi.standard.tables import in_force

STORED, ACCEPTED, REJECTED, CLOSED, RELEASED, CLEARED = "2", "120", "100", "399", "800", "899"
REVIEW = "300"
STOPS = {REVIEW, "501", "502", "503", "599", "700"}
"""States after which nothing is released of itself."""
TIME = "%Y%m%d%H%M%S"
FIRST_DAY = datetime(2020, 1, 1)
CHECKED = "[Code:{code};Desc:{words}]"
PASSED, RELEASED_WORDS, APPROVED, LOOKED_AT = "1800", "2600", "2300", "1200"
ANSWERS = {
    "303": "304", "403": "404", "505": "506", "507": "508", "509": "510", "603": "604", "605": "606", "607": "608",
    "213": "214", "215": "216", "701": "702", "311": "312", "411": "412", "511": "512", "513": "514", "621": "622",
    "623": "624", "625": "626", "711": "712",
}  # fmt: skip
FINAL = {"505": CLOSED, "507": CLOSED, "509": CLOSED, "605": CLOSED, "701": CLOSED, "215": CLOSED, "623": CLOSED,
         "625": CLOSED}  # fmt: skip
"""What the office says last of a document with which nothing is wrong, where it does not say 120."""
UNSIGNED = {"621": "-621026", "623": "-623017", "625": "-625028"}
"""What is answered to messages that have to be signed and are not."""
NO_ORDER, NO_PAYMENT, NO_WAYBILL, NO_LIST = "-301003", "-401004", "-504014", "-623003"
NO_CANCELLING, NO_RETURN, NO_LINE = "-623005", "-625022", "-625209"
"""The table's words for what is not there; which codes customs itself gives then, is not published."""
WITHDRAWN, BACK = ("623", "605"), ("625", "213")
PREFIXES = dict.fromkeys(WITHDRAWN, "C") | dict.fromkeys((*BACK, "215"), "T")
"""With which letter the e-port numbers a document; B where it is none of these."""
SERIALS = 10**6
CANCELLED = "cancelled"
PARCELS = ("607", "711")
"""Documents whose parcels have to have a waybill."""


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
class Office:
    """What the office keeps. `inspects` says of a list number what happens to it beyond checking: the statuses it goes
    through before its last, such as 500; `wants_signatures` whether lists have to be signed (whether a signature is
    right, it does not look at). `notices` are what it sends of itself: tax bills (816), results of summaries (792)."""

    inspects: Callable[[str], list[str]] = lambda number: []
    wants_signatures: bool = True
    register: Register = field(default_factory=Register)
    spent: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    lists: dict[str, tuple[Document, Kept]] = field(default_factory=dict)
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
        head = document.head
        start = _time(head.get("appTime")) or FIRST_DAY
        if unsigned:
            yield self._answer(number, head, Verdict(unsigned, unsigned), start, 1, NOTHING)
            return
        kept, before, code = self.register.register(number, document)
        if code:
            yield self._answer(number, head, Verdict(code, code), start, 1, kept)
            return
        yield self._answer(number, head, Verdict(STORED), start, 1, kept)
        if head.get("appType") == DELETE:
            yield self._answer(number, head, Verdict(CLOSED), start, 2, kept)
        elif number in LISTS:
            yield from self._list(number, document, start, kept, before)
        else:
            verdict = self._judge(number, document)
            yield self._answer(number, head, verdict, start, 2, kept)
            if verdict.status != REJECTED:
                yield from self._follows(number, document, start, kept)

    def _list(
        self, number: str, document: Document, start: datetime, kept: Kept, before: Kept | None
    ) -> Iterator[Answer]:  # fmt: skip
        """The answers to a list: compared, accepted, what happens to it. A change that is rejected leaves what was."""
        if before is not None and before.state:
            self._free(before)
        verdict = self._compare(number, document, kept)
        if verdict.status == REJECTED:
            if before is not None and before.state:
                self._bind(before)
                self.register.put(number, values(kept.head, *shape(document.message).key), before)
            yield self._answer(number, document.head, verdict, start, 2, kept)
            return
        self._bind(kept)
        flag = "I" if number == "621" else "E"
        office = document.head.get("customsCode") or "0000"
        kept.number = kept.number or f"{office}{start:%Y}{flag}{kept.count:09d}"
        kept.state = ACCEPTED
        yield self._answer(number, document.head, Verdict(ACCEPTED, PASSED), start, 2, kept)
        self.lists[kept.number] = (document, kept)
        statuses = self.inspects(document.head.get("orderNo") or "")
        for step, status in enumerate([*statuses, *([] if set(statuses) & STOPS else [RELEASED])], start=3):
            kept.state = status
            code = RELEASED_WORDS if status == RELEASED else LOOKED_AT if status == REVIEW else ""
            yield self._answer(number, document.head, Verdict(status, code), start, step, kept)
        bill = tax_bill(document.head, rows(document), kept.number, start) if number == "621" else None
        if bill is not None and kept.state == RELEASED:
            self.notices.append(Answer("CEB816Message", *bill))

    def _follows(self, number: str, document: Document, start: datetime, kept: Kept) -> Iterator[Answer]:
        """What customs sends after a departure (its exports are cleared), a summary application (its result), a tally
        (the return it is of is released)."""
        head = document.head
        if number == "509":
            left = {(head.get("logisticsCode"), one.get("logisticsNo")) for one in rows(document)}
            for declared, listed in self.lists.values():
                parcel = declared.head.get("logisticsCode"), declared.head.get("logisticsNo")
                if parcel in left and declared.message == "CEB603Message" and listed.state == RELEASED:
                    listed.state = CLEARED
                    yield self._answer("603", declared.head, Verdict(CLEARED), start, 4, listed)
        if number == "701":
            named = [one.get("invtNo") or "" for one in rows(document)]
            cleared = [(one, self.lists[one][0]) for one in named if self._state(one) == CLEARED]
            if cleared:
                self.notices.append(Answer("CEB792Message", *summary_result(head, cleared, kept.count, start)))
        if number == "215":
            asked = self.register.found("213", head.get("coElNo") or "")
            if asked is not None:
                yield self._answer("213", asked.head, Verdict(RELEASED, RELEASED_WORDS), start, 4, asked)

    def _compare(self, number: str, document: Document, kept: Kept) -> Verdict:
        """The list against order, payment and waybill: the part of customs."""
        head, lines = document.head, rows(document)
        orders, _, waybills = BEFORE[number]
        order = self.register.found(orders, *values(head, "ebpCode", "orderNo"))
        waybill = self.register.found(waybills, *values(head, "logisticsCode", "logisticsNo"))
        if order is None or waybill is None:
            return Verdict(REJECTED, NO_ORDER if order is None else NO_WAYBILL)
        if len(lines) != len(order.lines):
            return Verdict(REJECTED, "1320")
        if any(differ(one, other) for one, other in zip(ordered(lines), ordered(order.lines), strict=True)):
            return Verdict(REJECTED, "1322")
        if number == "603":
            return Verdict(ACCEPTED)
        for name, code in (("buyerName", "13127"), ("buyerTelephone", "130126")):
            if plain(head.get(name)) != plain(order.head.get(name)):
                return Verdict(REJECTED, code)
        return self._paid(head, order) or self._limits(kept) or Verdict(ACCEPTED)

    def _judge(self, number: str, document: Document) -> Verdict:
        """What customs thinks of anything but a list: of a cancellation or a return the list has to be there in the
        right state, of parcels their waybills."""
        head = document.head
        if number in PARCELS:
            waybills = BEFORE["621" if number == "711" else "603"][2]
            for one in rows(document):
                if self.register.found(waybills, head.get("logisticsCode") or "", one.get("logisticsNo") or "") is None:
                    return Verdict(REJECTED, NO_WAYBILL)
        if number not in (*WITHDRAWN, *BACK):
            last = FINAL.get(number, ACCEPTED)
            return Verdict(last, PASSED if last == ACCEPTED else "")
        listed = self.lists.get(head.get("invtNo") or "")
        if listed is None:
            return Verdict(REJECTED, NO_LIST)
        declared, kept = listed
        if number in WITHDRAWN:
            if kept.state not in CHANGEABLE:
                return Verdict(REJECTED, NO_CANCELLING)
            self._free(kept)
            kept.state = CANCELLED
        elif kept.state not in (RELEASED, CLEARED):
            return Verdict(REJECTED, NO_RETURN)
        elif not {_line(one) for one in rows(document)} <= {_line(one) for one in rows(declared)}:
            return Verdict(REJECTED, NO_LINE)
        return Verdict(FINAL.get(number, ACCEPTED), APPROVED)

    def _bind(self, kept: Kept) -> None:
        """A list rests on its order, and its buyer has bought."""
        self.register.bind(kept)
        if kept.spent is not None:
            identity, year, value = kept.spent
            self.spent[identity, year] = self.spent.get((identity, year), Decimal(0)) + value

    def _free(self, kept: Kept) -> None:
        """A list rests on nothing and its buyer has not bought: it is cancelled, or judged anew."""
        self.register.release(kept)
        if kept.spent is not None:
            identity, year, value = kept.spent
            self.spent[identity, year] -= value

    def _state(self, listed: str) -> str:
        return self.lists[listed][1].state if listed in self.lists else ""

    def _paid(self, head: Row, order: Kept) -> Verdict | None:
        """What is wrong with the payment of an order."""
        paid = [one.head for one in self.register.payments.get(order.head.get("orderNo") or "", {}).values()]
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

    def _limits(self, kept: Kept) -> Verdict | None:
        """The limits of retail import of one person; nothing where no limit is in force on the day."""
        head, lines = kept.head, kept.lines
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
        kept.spent = (*person, value)
        return None

    def _answer(self, number: str, head: Row, verdict: Verdict, start: datetime, step: int, kept: Kept) -> Answer:
        """One answer as customs writes it: the key of the document, the numbers given so far, status, time, words.

        The same documents in the same order are answered with the same numbers, whatever comes after them.
        """
        form = shape(f"CEB{ANSWERS[number]}Message")
        at = start + timedelta(seconds=step, milliseconds=49 * step)
        said = {
            "guid": f"{number}{kept.count % SERIALS:05X}-0000-4000-8000-{step:012d}", "returnStatus": verdict.status,
            "returnTime": f"{at:%Y%m%d%H%M%S}{at.microsecond // 1000:03d}", "returnInfo": verdict.information,
            "preNo": f"{PREFIXES.get(number, 'B')}{start:%Y%m%d}{number}{kept.count % SERIALS:06d}",
            "invtNo": kept.number or head.get("invtNo"),
        }  # fmt: skip
        return Answer(form.message, {name: said.get(name) or head.get(name) for name in form.head.names})


def _line(row: Row) -> tuple[str, str]:
    return row.get("gnum") or "", row.get("gcode") or ""


def _time(text: str | None, form: str = TIME) -> datetime | None:
    try:
        return datetime.strptime(text or "", form)
    except ValueError:
        return None
