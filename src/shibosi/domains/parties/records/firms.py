"""Firms: names, licence, numbers, owners, people who act for them."""

from shibosi.kernel.columns import code, day, decimal, instant, text, truth
from shibosi.kernel.records import Record


class Firm(Record, label="Firm in the register", needs="party_code"):
    """A firm as the register of its home has it, with its main licence."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    name = text("Name of the firm as registered", longest=200)
    latin_name = text("Name in Latin letters as it stands on papers", longest=200)
    home = code("Country or region in which the firm is registered")
    legal_form = code("Legal form: company, partnership, branch or sole-trader")
    register = code("Register that issued the number")
    licence_number = text("Number of the licence", longest=60)
    licence_status = code("Status of the licence: active, suspended, revoked or removed")
    licence_from = day("First day of the licence")
    licence_until = day("Last day of the licence")
    open_ended = truth("Good without a last day")
    representative_name = text("Legal representative", longest=100, personal=True)
    customs_code = text("Code under which the firm declares to customs", longest=18)
    address = text("Registered address", longest=300)
    looked_up_on = day("Day on which it was looked up with the issuer")
    looked_up_in = text("Register it was looked up in", longest=200)
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class FirmKind(Record, label="Kind of party that a firm is", needs="party_code"):
    """One of the kinds of party that a firm is; a firm may be several."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    party_kind = code("Kind of party", codes="party-kind", key=True)
    market = code("Market", key=True)
    since = day("First day")
    until = day("Last day")


class FirmNumber(Record, label="Number of a firm in a register", needs="party_code"):
    """A number that a register issued to a firm: of a company, for tax, for customs, for producers of a category."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    register = code("Register that issued the number", key=True)
    number = text("Number", key=True, longest=60)
    market = code("Market")
    category = code("Category of goods")
    status = code("Status at the register: active, suspended or removed")
    issued_on = day("Day of issue or signature")
    valid_until = day("Last day on which it is good")
    open_ended = truth("Good without a last day")
    looked_up_on = day("Day on which it was looked up with the issuer")
    looked_up_in = text("Register it was looked up in", longest=200)
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class Owner(Record, label="Owner of a share in a firm", needs="party_code"):
    """A person or a firm that owns a share of a firm, or controls it in another way."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    owner_code = text("Code of the owner: of the firm, or of the person", key=True, longest=30)
    since = day("First day")
    until = day("Last day")
    owner_kind = code("Kind of owner: person or firm")
    owner_name = text("Name of the owner", longest=200, personal=True)
    share = decimal("Share of the capital: 1 is all of it")
    controls = truth("Controls the firm in the end")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class Person(Record, label="Person acting for a firm", needs="party_code"):
    """A person who stands for a firm, with the paper that says who the person is."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    role = code("Role: representative, owner, contact or card-holder", key=True)
    number = text("Number of the person in the firm's own books", key=True, longest=60)
    name = text("Name", longest=100, personal=True)
    latin_name = text("Name in Latin letters as it stands on papers", longest=100, personal=True)
    document_kind = code("Kind of identity document")
    document_number = text("Number of the identity document", longest=60, sensitive=True)
    document_until = day("Last day of the identity document")
    since = day("First day")
    until = day("Last day")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")
