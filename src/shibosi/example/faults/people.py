"""Buyers, payers and consignees who are not the same person in every document."""

import polars as pl

from shibosi.domains.customs.records import CustomsList
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order
from shibosi.domains.payments.records import Payment
from shibosi.example.faults.base import IMPORT, PLAIN, Theme, broken, undetermined
from shibosi.example.numbers import checked_identities
from shibosi.example.papers import Papers, twice_the_last
from shibosi.example.people import FIRST_RESERVED, people

FAULTS = Theme()
SUBJECT = IMPORT & PLAIN
STRANGER, ELSEWHERE = "某示例", "上海市示例区无此路0号"
LAST = pl.when(pl.col("buyer_id").str.ends_with("1")).then(pl.lit("2")).otherwise(pl.lit("1"))
WRONG_END = pl.col("buyer_id").str.head(-1) + LAST


def meet_strangers(papers: Papers) -> None:
    """Put beside each order a person who has nothing to do with it: `other_name`, `other_id`."""
    strangers = people(FIRST_RESERVED + papers.head["at"].cast(pl.Int64).to_numpy(), papers.part)
    papers.head = papers.head.with_columns(other_name=strangers["name"] + "示例", other_id=strangers["identity"])


@FAULTS.fault(SUBJECT, broken("buyer_name_agrees"))
def buyer_named_differently_in_list(papers: Papers) -> None:
    """The list names another buyer than the order."""
    papers.edit(CustomsList, buyer_name=STRANGER)


@FAULTS.fault(SUBJECT, broken("buyer_id_agrees"))
def buyer_id_of_another_person_in_list(papers: Papers) -> None:
    """The list has the identity number of another person, to save the buyer's yearly limit."""
    meet_strangers(papers)
    papers.edit(CustomsList, buyer_id=pl.col("head_other_id"))


@FAULTS.fault(SUBJECT, broken("buyer_phone_agrees"))
def buyer_telephone_mistyped_in_list(papers: Papers) -> None:
    """The declarant typed the last digit of the buyer's telephone twice."""
    papers.edit(CustomsList, buyer_phone=twice_the_last("buyer_phone"))


@FAULTS.fault(SUBJECT, undetermined("buyer_phone_agrees"), share=0.6)
def buyer_telephone_left_blank_in_list(papers: Papers) -> None:
    """The list has no telephone of the buyer."""
    papers.edit(CustomsList, buyer_phone=None)


@FAULTS.fault(SUBJECT, broken("payer_is_the_buyer"), share=2)
def payer_is_another_person(papers: Papers) -> None:
    """Somebody else paid for the buyer."""
    meet_strangers(papers)
    papers.edit(Payment, payer_name=pl.col("head_other_name"), payer_id=pl.col("head_other_id"))


@FAULTS.fault(SUBJECT, broken("payer_is_the_buyer"), share=0.6)
def payer_with_a_borrowed_id(papers: Papers) -> None:
    """The payment has the buyer's name with the identity number of another person."""
    meet_strangers(papers)
    papers.edit(Payment, payer_id=pl.col("head_other_id"))


@FAULTS.fault(SUBJECT, broken("consignee_agrees"))
def consignee_changed_on_waybill(papers: Papers) -> None:
    """The parcel goes to another person than the order says."""
    papers.edit(Waybill, consignee=STRANGER)


@FAULTS.fault(SUBJECT, broken("consignee_phone_agrees"), share=0.6)
def consignee_telephone_mistyped_on_waybill(papers: Papers) -> None:
    """The carrier typed the last digit of the consignee's telephone twice."""
    papers.edit(Waybill, consignee_phone=twice_the_last("consignee_phone"))


@FAULTS.fault(SUBJECT, broken("consignee_address_agrees"), share=0.6)
def address_changed_on_waybill(papers: Papers) -> None:
    """The parcel goes to another address than the order says."""
    papers.edit(Waybill, consignee_address=ELSEWHERE)


@FAULTS.fault(SUBJECT, broken("consignee_address_agrees"), share=0.6)
def address_changed_in_list(papers: Papers) -> None:
    """The list has another address than the order."""
    papers.edit(CustomsList, consignee_address=ELSEWHERE)


@FAULTS.fault(SUBJECT, broken("buyer_identity_number_is_valid"))
def identity_number_with_wrong_check_digit(papers: Papers) -> None:
    """The buyer gave an identity number with a wrong last digit, and everybody repeated it."""
    papers.edit(Order, buyer_id=WRONG_END)
    papers.copy(CustomsList, "buyer_id", Order, "buyer_id")
    papers.copy(Payment, "payer_id", Order, "buyer_id")


@FAULTS.fault(SUBJECT, broken("buyer_identity_number_is_valid"), share=0.6)
def identity_number_with_a_thirteenth_month(papers: Papers) -> None:
    """The buyer made up an identity number: the check digit is right, the month of birth is 13."""
    bodies = papers.of(Order)["buyer_id"].str.head(17).cast(pl.Int64).to_numpy()
    month = bodies // 100_000 % 100
    papers.keep(Order, papers.of(Order).with_columns(buyer_id=checked_identities(bodies + (13 - month) * 100_000)))
    papers.copy(CustomsList, "buyer_id", Order, "buyer_id")
    papers.copy(Payment, "payer_id", Order, "buyer_id")


@FAULTS.fault(SUBJECT, broken("buyer_identity_number_is_valid", "buyer_id_agrees", "payer_is_the_buyer"))
def identity_number_mistyped_in_order(papers: Papers) -> None:
    """The platform typed the last digit of the buyer's identity number wrong."""
    papers.edit(Order, buyer_id=WRONG_END)


@FAULTS.fault(SUBJECT, broken("identity_document_is_a_card"), share=0.6)
def buyer_with_another_document(papers: Papers) -> None:
    """The order says that the buyer showed another document than an identity card."""
    papers.edit(Order, buyer_id_type="2")


@FAULTS.fault(SUBJECT, broken("identity_document_is_a_card"), share=0.6)
def payer_with_another_document(papers: Papers) -> None:
    """The payment says that the payer showed another document than an identity card."""
    papers.edit(Payment, payer_id_type="2")
