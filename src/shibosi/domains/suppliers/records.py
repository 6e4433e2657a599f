"""Records of suppliers: who delivers or processes for a firm, under which contract, looked at, insured, how much.

The firm that buys reports them about its own suppliers. A sub-processor is a supplier that works through another one.
"""

from shibosi.kernel.columns import code, day, decimal, instant, money, text, truth
from shibosi.kernel.records import Record


class Supplier(Record, label="Supplier or sub-processor", needs="party_code"):
    """One who delivers to a firm, or works or processes data for it; its grade is the one in force."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    supplier_code = text("Code of the supplier", key=True, longest=30)
    name = text("Name of the supplier", longest=200)
    supplier_kind = code("Kind of supplier: goods, transport, warehouse, payment, cloud, software or service")
    through_code = text("Supplier through which a sub-processor works", longest=30)
    home = code("Country or region in which the firm is registered")
    grade = code("Grade: core, approved, weak or blocked")
    graded_on = day("Day since which the grade holds")
    first_order_on = day("Day of the first order or of the first data given")
    ended_on = day("Last day of working together")
    critical = truth("Business stops where it fails")
    data = code("Data it is given: none, plain, personal or important")
    purpose = text("Purpose for which it may use the data", longest=300)
    data_until = day("Last day on which it may hold the data")
    permitted_on = day("Day the firm permitted the sub-processor")
    improve_by = day("Last day by which a weak supplier mends")
    replacement = text("Who or what takes over where it fails", longest=300)
    replacement_tested_on = day("Day taking over was last tried")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class Contract(Record, label="Contract with a supplier or partner", needs="party_code"):
    """A contract of a firm with another one, as signed."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    number = text("Number of the contract", key=True, longest=80)
    counterparty_code = text("Code of the other side of the contract", longest=30)
    counterparty_name = text("Name of the other side of the contract", longest=200)
    contract_kind = code("Kind of contract: supply, transport, storage, processing, service or agency")
    scope = text("What it covers", longest=300)
    signed_on = day("Day of signature")
    valid_from = day("First day on which it is good")
    valid_until = day("Last day on which it is good")
    open_ended = truth("Good without a last day")
    ended_on = day("Day it was ended before its last day")
    follow_up = code("What follows when it ends: renewed, replaced or left")
    followed_by = text("Number of the contract that follows", longest=80)
    reviewed_on = day("Day its terms were looked at")
    reviewed_by = text("Who looked at its terms", longest=64)
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class ContractTerm(Record, label="Term of a contract", needs="party_code"):
    """One matter that a contract settles, and whether it does so as it should, by whoever looked at it."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    contract_number = text("Number of the contract", key=True, longest=80)
    term = code("Matter: purpose, period, liability, no-subcontracting, audit, claims, law or forum", key=True)
    place = text("Where in the contract it stands", longest=100)
    passed = truth("It is lawful and protects both sides")


class SupplierReview(Record, label="Look at a supplier", needs="party_code"):
    """An assessment, audit, score or test anew of one aspect of a supplier."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    supplier_code = text("Code of the supplier", key=True, longest=30)
    review = code("What it was: assessment, audit, score or retest", key=True)
    aspect = code(
        "Aspect: licence, standing, capacity, quality, delivery, response, security, privacy or all", key=True
    )
    number = text("Number of the look", key=True, longest=60)
    done_on = day("Day it was done")
    score = decimal("Score: 1 is the best")
    result = code("Result: passed, findings or failed")
    done_by = text("Who did it", longest=100)
    next_on = day("Day by which it is done again")
    remedied_on = day("Day what was found was mended")


class SupplierRisk(Record, label="Risk of a supplier", needs="party_code"):
    """Something a supplier is exposed to, flagged by the firm."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    supplier_code = text("Code of the supplier", key=True, longest=30)
    risk = code("Risk: bankruptcy, disaster, policy-change or breach", key=True)
    flagged_on = day("Day it was flagged")
    until = day("Last day")


class SupplierCover(Record, label="Insurance of a supplier", needs="party_code"):
    """A policy that covers a risk of a supplier."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    supplier_code = text("Code of the supplier", key=True, longest=30)
    risk = code("Risk: bankruptcy, disaster, policy-change or breach", key=True)
    policy = text("Number of the policy", key=True, longest=80)
    insurer_name = text("Insurer", longest=200)
    amount = money("Sum insured", currency="currency")
    currency = code("Currency", codes="currency")
    valid_from = day("First day on which it is good")
    valid_until = day("Last day on which it is good")


class Supply(Record, label="Share of a supplier in a need", needs="party_code"):
    """How much of a need a supplier delivered in a period; all rows of a need have one unit."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    need = code("Need or category that is bought", key=True)
    period = text("Period", key=True, longest=10)
    supplier_code = text("Code of the supplier", key=True, longest=30)
    starts_on = day("First day of the period it reports on")
    ends_on = day("Last day of the period it reports on")
    volume = decimal("How much was bought, in one unit for each need")
    accepted_by = text("Who accepted a larger share", longest=64)
    accepted_until = day("Last day on which a larger share is accepted")


class OrderPartner(Record, label="Partner of an order held against the suppliers", needs="order_number"):
    """A carrier or payment firm of an order, with what the firm that ran the order says of it among its suppliers.

    The grade is the one in force when it was looked up; `found` tells whether the firm lists the partner at all.
    """

    party_code = text("Firm", key=True, longest=30, firm=True)
    order_number = text("Order number", key=True, points_to="order", longest=60)
    role = code("Work of the partner: transport or payment", key=True)
    partner_code = text("Code of the partner", key=True, longest=30)
    ordered_on = day("Day of the order")
    found = truth("The partner stands among the firm's suppliers")
    grade = code("Grade: core, approved, weak or blocked")
    graded_on = day("Day since which the grade holds")
    ended_on = day("Last day of working together")
    looked_up_on = day("Day of the look-up")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")
