"""Records of the link to customs: when each document was made, sent, copied, answered and passed on."""

from shibosi.kernel.columns import code, instant, text
from shibosi.kernel.records import Record


class Transmission(Record, label="Transmission to customs"):
    """One document on its way to customs, as the log of the link has it."""

    message = code("Kind of message, such as 511", key=True, codes="ceb-message")
    firm_code = text("Who sent it", key=True, longest=18, firm=True)
    number = text("Number of the document", key=True, longest=60)
    order_number = text("Order it is about", points_to="order", longest=60)
    made_at = instant("When the document was made, or what it tells happened")
    sent_at = instant("When it was sent")
    signed_by = text("Who signed it", longest=60, personal=True)
    copied_to = text("To whom a copy went", longest=18, firm=True)
    copy_received_at = instant("When the copy was acknowledged")
    answered_at = instant("When the answer of customs came in")
    forwarded_at = instant("When the answer was passed on to the shipper")
    delivered_at = instant("When the shipper had it")
