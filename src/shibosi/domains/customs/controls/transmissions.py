"""The link to customs: documents are sent at once, signed, copied, and what customs answers is passed on."""

from shibosi.domains.customs.dossiers import TRANSMISSION
from shibosi.domains.customs.records import Transmission
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, as_of, count, unknown, when
from shibosi.kernel.expressions.times import hours, minutes
from shibosi.kernel.parameters import Parameters, whole

WAYBILL = Transmission.message.is_in(["511", "505"])
LOGISTICS = Transmission.message.is_in(["511", "505", "513", "507", "509"])
MADE_ON = Transmission.made_at.day()


class LinkTimes(Parameters):
    """How fast the link to customs has to be."""

    send = whole("Minutes from an e-waybill to its message", unit="minutes")
    queue = whole("Minutes an e-waybill may wait to be sent before the queue is looked at", unit="minutes")
    upload = whole("Minutes from an event to its declaration", unit="minutes")
    stuck = whole("Hours without an answer of customs after which a document is stuck", unit="hours")
    forward = whole("Minutes from an answer of customs to the shipper", unit="minutes")


@control(
    clauses=["7.3.2.1-b"], dossier=TRANSMISSION, day=MADE_ON, when=WAYBILL, blocks=NOTHING, severity=Severity.MINOR,
    remedy="Look at the link to the clearance platform and its queue.",
)  # fmt: skip
def waybill_is_sent_at_once(limits: LinkTimes) -> BoolX:
    """An e-waybill reaches the clearance platform within minutes of being made."""
    return Transmission.sent_at - Transmission.made_at <= minutes(limits.send)


@control(
    clauses=["7.3.2.1-b"], dossier=TRANSMISSION, day=MADE_ON, when=WAYBILL, severity=Severity.MAJOR, blocks=NOTHING,
    remedy="Find out why the queue stands still, and send what waits in it.",
)  # fmt: skip
def queue_does_not_stand_still(limits: LinkTimes) -> BoolX:
    """No e-waybill waits so long to be sent that the link must be down."""
    went = Transmission.sent_at.is_known()
    soon = Transmission.sent_at - Transmission.made_at <= minutes(limits.queue)
    return when(went, soon, when(as_of() > MADE_ON, went, unknown()))


@control(
    clauses=["002-07"], dossier=TRANSMISSION, day=as_of(), blocks=NOTHING, severity=Severity.MINOR,
    remedy="Send each document once, from the system that made it; what follows comes back by its number.",
)  # fmt: skip
def document_is_submitted_once() -> BoolX:
    """A document goes into the single window once, and not before it was made."""
    return (count(Transmission) == 1) & (Transmission.sent_at >= Transmission.made_at)


@control(
    clauses=["7.3.2.2-a"], dossier=TRANSMISSION, day=MADE_ON, when=LOGISTICS, blocks=NOTHING, severity=Severity.MINOR,
    remedy="Declare logistics events when they happen.",
)  # fmt: skip
def logistics_event_is_declared_in_time(limits: LinkTimes) -> BoolX:
    """A logistics declaration is uploaded soon after what it tells."""
    return Transmission.sent_at - Transmission.made_at <= minutes(limits.upload)


@control(
    clauses=["7.3.2.2-a", "002-10"], dossier=TRANSMISSION, day=MADE_ON, blocks=NOTHING, severity=Severity.MINOR,
    when=LOGISTICS & Transmission.sent_at.is_known() & (as_of() > Transmission.sent_at.day()),
    remedy="Send the platform its copy and keep the acknowledgement.",
)  # fmt: skip
def copy_is_acknowledged() -> BoolX:
    """The platform has its copy of a logistics declaration by the day after, and says so."""
    return Transmission.copied_to.is_known() & Transmission.copy_received_at.is_known()


@control(
    clauses=["7.3.2.2-b"], dossier=TRANSMISSION, day=MADE_ON, when=LOGISTICS & Transmission.sent_at.is_known(),
    remedy="Let the person who answers for it sign the declaration.",
)  # fmt: skip
def logistics_declaration_is_signed() -> BoolX:
    """A logistics declaration that went out was signed by somebody."""
    return Transmission.signed_by.is_known()


@control(
    clauses=["10.4.5.1-b"], dossier=TRANSMISSION, day=Transmission.sent_at.day(), blocks=NOTHING,
    severity=Severity.MINOR, when=Transmission.sent_at.is_known(),
    remedy="Ask customs, or the exchange platform, where the document is; do not send it twice.",
)  # fmt: skip
def answer_comes_in_time(limits: LinkTimes) -> BoolX:
    """A document that was sent is answered by customs within hours; otherwise it is stuck."""
    came = Transmission.answered_at.is_known()
    soon = Transmission.answered_at - Transmission.sent_at <= hours(limits.stuck)
    return when(came, soon, when(as_of() > Transmission.sent_at.day(), came, unknown()))


@control(
    clauses=["7.3.2.2-c"], dossier=TRANSMISSION, day=Transmission.answered_at.day(), blocks=NOTHING,
    severity=Severity.MINOR, when=Transmission.answered_at.is_known(),
    remedy="Pass answers of customs on as they come, and keep the receipt.",
)  # fmt: skip
def answer_is_passed_on(limits: LinkTimes) -> BoolX:
    """What customs answers is passed on to the shipper within minutes, who has received it."""
    soon = Transmission.forwarded_at - Transmission.answered_at <= minutes(limits.forward)
    return soon & (Transmission.delivered_at >= Transmission.forwarded_at)
