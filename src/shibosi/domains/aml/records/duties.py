"""Duties towards authorities: what is owed in which jurisdiction, and the reports handed in."""

from shibosi.kernel.columns import code, day, text
from shibosi.kernel.records import Record


class Obligation(Record, label="Obligation of the register"):
    """A duty of a payment firm in a jurisdiction, by which control it is kept and which report it asks for."""

    firm_code = text("Payment company code", key=True, longest=18, firm=True)
    number = text("Number in the register of obligations", key=True, longest=60)
    jurisdiction = code("Jurisdiction, two letters")
    subject = code("Subject: payment, banking, laundering, company, commerce, international or foreign")
    source = text("Law, rule or recommendation, with its article", longest=200)
    control = text("Control by which it is kept", longest=100)
    report = text("Report it asks for; none where it asks for none", longest=100)
    frequency = code("How often the report is due: once, month, quarter or year")
    reviewed_on = day("Day the entry was last looked at")


class AuthorityReport(Record, label="Report to an authority"):
    """One report that is due under an obligation."""

    firm_code = text("Payment company code", key=True, longest=18, firm=True)
    obligation = text("Number in the register of obligations", key=True, longest=60)
    period = text("Period or event it is about", key=True, longest=40)
    due_on = day("Last day, of the authority")
    filed_on = day("Day of filing, of the authority")
    receipt = text("Receipt of the authority", longest=60)
