"""Clients of customs brokers and law firms: their handbook, mock audits, readiness, risks, and papers returned."""

from shibosi.kernel.columns import code, day, instant, text, truth, whole
from shibosi.kernel.records import Record


class ClientPeriod(Record, label="Declarations filed for a client", needs="party_code"):
    """What a broker filed for a client in a period, and how much of it came back for want of papers."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    client = text("Client", key=True, longest=60, firm=True)
    period = text("Period", key=True, longest=10)
    ends_on = day("Last day of the period it reports on")
    declared = whole("Declarations filed")
    returned = whole("Declarations that came back for want of papers")
    helped = whole("How often the client was helped with its papers")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class HandbookPart(Record, label="Part of a client's compliance handbook", needs="party_code"):
    """A part of the handbook a law firm keeps for a client: customs, tax, property; in the version in force."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    client = text("Client", key=True, longest=60, firm=True)
    part = code("Part: customs, tax or property", key=True)
    version = text("Version", longest=30)
    digest = text("SHA-256 of the version in force", longest=64)
    renewed_on = day("Day of the last renewal")
    ended_on = day("Last day of the work for the client")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class MockAudit(Record, label="Mock audit of a client", needs="party_code"):
    """An audit held to practise for that of customs."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    client = text("Client", key=True, longest=60, firm=True)
    number = text("Number of the audit", key=True, longest=60)
    held_on = day("Day it was held")
    findings = whole("Findings of the audit")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class AuditFinding(Record, label="Finding of a mock audit", needs="party_code"):
    """One finding of a mock audit, and its correction."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    client = text("Client", key=True, longest=60, firm=True)
    audit = text("Number of the audit", key=True, longest=60)
    number = text("Number of the finding", key=True, longest=60)
    found_on = day("Day it was found")
    corrected_on = day("Day it was corrected")
    evidence = text("Paper that proves the correction", longest=80)
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class AeoCriterion(Record, label="Criterion of an authorised operator at a client", needs="party_code"):
    """One criterion of the customs standard for authorised operators, as the coach found the client."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    client = text("Client", key=True, longest=60, firm=True)
    area = code("Area: control, finance, compliance or security", key=True)
    criterion = text("Criterion, as the customs standard numbers it", key=True, longest=60)
    met = truth("Met")
    evidence = text("Paper that proves it", longest=80)
    owner = text("Person who answers for the gap", longest=100, personal=True)
    assessed_on = day("Day of the assessment")
    due_on = day("Day until which the gap is closed")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class ClientRisk(Record, label="Customs risk of a client", needs="party_code"):
    """A risk in a client's dealings with customs, from its being noticed to the answer to it."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    client = text("Client", key=True, longest=60, firm=True)
    number = text("Number of the risk", key=True, longest=60)
    noticed_on = day("Day it was noticed")
    assessed_on = day("Day of the assessment")
    level = code("Level: low, medium or high")
    answered_on = day("Day on which was decided what is done")
    answer = code("What is done: avoid, reduce, share or accept")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")
