"""Parties: the firms named on one document are those named on the others, and their codes are real codes."""

from shibosi.domains.customs.dossiers import DECLARED, EXPORT, IMPORT, IMPORT_ORDER, ORDER
from shibosi.domains.customs.records import CustomsList
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order
from shibosi.domains.payments.records import Collection, Payment
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, TextX, count, every, some
from shibosi.kernel.parameters import Parameters, codes
from shibosi.methods.identifiers import COMPANY_CODE

DECLARED_ON = CustomsList.declared_on


class RegisteredPaymentCompanies(Parameters):
    """Who may report payments."""

    codes = codes("Codes of the payment companies registered with customs")


@control(
    clauses=["4.5.1.3", "10.4.2.2-a", "10.5.2.2-a"], rule="IM-02", dossier=ORDER, day=DECLARED_ON, when=IMPORT_ORDER,
    remedy="Ask the payment company to send the payment with the platform of the order.",
)  # fmt: skip
def payment_names_the_platform() -> BoolX:
    """Every payment names the platform of the order."""
    return every(Payment.platform_code == Order.platform_code)


@control(
    clauses=["4.5.3", "10.4.2.2-a", "10.5.2.2-a", "002-16"], rule="IM-02, EX-01", dossier=ORDER, day=DECLARED_ON,
    when=DECLARED, remedy="Correct the platform code on the customs list.",
)  # fmt: skip
def list_names_the_platform() -> BoolX:
    """The customs list names the platform of the order."""
    return CustomsList.platform_code == Order.platform_code


@control(
    clauses=["4.5.3", "10.4.2.2-a", "10.5.2.2-a", "002-16"], rule="IM-02, EX-01", dossier=ORDER, day=DECLARED_ON,
    when=DECLARED, remedy="Correct the e-commerce company on the customs list.",
)  # fmt: skip
def list_names_the_merchant() -> BoolX:
    """The customs list names the e-commerce company of the order."""
    return CustomsList.merchant_code == Order.merchant_code


@control(
    clauses=["4.5.1.3"], rule="EX-01", dossier=ORDER, day=DECLARED_ON,
    when=EXPORT & (count(Collection).or_else(0) > 0),
    remedy="Correct platform and e-commerce company on the collection.",
)  # fmt: skip
def collection_names_platform_and_merchant() -> BoolX:
    """Money received for an export names the platform and the e-commerce company of the order."""
    return every((Collection.platform_code == Order.platform_code) & (Collection.merchant_code == Order.merchant_code))


@control(
    clauses=["4.5.1.3", "10.4.2.2-a"], rule="IM-03", dossier=ORDER, day=DECLARED_ON,
    when=IMPORT_ORDER & Order.payment_number.is_known(),
    remedy="Correct the payment company and transaction number on the order.",
)  # fmt: skip
def payment_is_the_one_named() -> BoolX:
    """The payment that the order names is the payment that was reported."""
    same_firm = (Payment.firm_code == Order.payment_firm_code) | Order.payment_firm_code.is_missing()
    return some((Payment.number == Order.payment_number) & same_firm)


@control(
    clauses=["4.5.1.3", "10.4.2.2-a"], rule="IM-03", dossier=ORDER, day=DECLARED_ON,
    when=IMPORT & Order.payment_firm_code.is_known() & Order.payment_number.is_missing(),
    remedy="Correct the payment company on the order.",
)  # fmt: skip
def payment_company_is_the_one_named() -> BoolX:
    """Where the order names a payment company and no payment, every payment came from that company."""
    return every(Payment.firm_code == Order.payment_firm_code)


@control(
    clauses=["4.5.1.3"], rule="IM-03", dossier=ORDER, day=DECLARED_ON, when=IMPORT, blocks=NOTHING,
    severity=Severity.MINOR, remedy="Correct the code: 10 characters of customs or the 18-character credit code.",
)  # fmt: skip
def payment_company_code_is_well_formed() -> BoolX:
    """The payment company of every payment is named by a customs code or a credit code."""
    return every(COMPANY_CODE(Payment.firm_code))


@control(
    clauses=["4.5.1.3", "002-14"], rule="IM-03", dossier=ORDER, day=DECLARED_ON, when=IMPORT,
    one_sided="The register of payment companies is an import; without it nothing can be said.",
    remedy="Have the payment reported by a payment company that is registered with customs.",
)  # fmt: skip
def payment_company_is_registered(register: RegisteredPaymentCompanies) -> BoolX:
    """Every payment was reported by a payment company that was registered with customs on the day of the list."""
    return every(Payment.firm_code.is_in(register.codes))


@control(
    clauses=["4.5.1.2", "7.3.2.2-b", "10.4.2.2-a"], rule="IM-04", dossier=ORDER, day=DECLARED_ON, when=IMPORT,
    remedy="Put the number of the reported waybill and its carrier on the customs list.",
)  # fmt: skip
def waybill_is_the_one_listed() -> BoolX:
    """The customs list names the waybill that was reported for the order."""
    return (CustomsList.carrier_code == Waybill.carrier_code) & (CustomsList.waybill_number == Waybill.number)


@control(
    clauses=["4.5.3", "002-16"], rule="IM-19c", dossier=ORDER, day=DECLARED_ON, when=IMPORT,
    remedy="Name the platform, the e-commerce company, the carrier or the declarant as guarantor.",
)  # fmt: skip
def guarantor_is_a_party() -> BoolX:
    """The tax is guaranteed by the platform, the e-commerce company, the carrier or the declarant of the list."""
    guarantor = CustomsList.guarantor_code
    return (
        (guarantor == CustomsList.platform_code)
        | (guarantor == CustomsList.merchant_code)
        | (guarantor == CustomsList.carrier_code)
        | (guarantor == CustomsList.declarant_code)
    )


@control(
    clauses=["4.5.3"], rule="EX-08", dossier=ORDER, day=DECLARED_ON, when=EXPORT,
    severity=Severity.MINOR, remedy='Give the code of the producer or seller, or "NO" when it is not registered.',
)  # fmt: skip
def owner_is_named() -> BoolX:
    """An export list names its producer or seller by code, or says that it is not registered."""
    return (CustomsList.owner_code == "NO") | COMPANY_CODE(CustomsList.owner_code)


def _company(code: TextX) -> BoolX:
    return COMPANY_CODE(code)


@control(
    clauses=["4.5.3", "002-16"], rule="IM-02", dossier=ORDER, day=DECLARED_ON, when=DECLARED, blocks=NOTHING,
    severity=Severity.MINOR, remedy="Correct the code: 10 characters of customs or the 18-character credit code.",
)  # fmt: skip
def company_codes_are_well_formed() -> BoolX:
    """Platform, e-commerce company, carrier and declarant are named by customs codes or credit codes."""
    foreign = (CustomsList.direction == "E") & (CustomsList.platform_code == "无")
    return (
        (foreign | _company(CustomsList.platform_code))
        & _company(CustomsList.merchant_code)
        & _company(CustomsList.carrier_code)
        & _company(CustomsList.declarant_code)
    )
