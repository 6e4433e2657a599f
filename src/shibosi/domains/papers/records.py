"""Records of proof: the paper, and what it has to cover: an activity, a person, an asset; figures measured of these.

Firms are named by the code that stands in all their records. What a firm does, keeps or employs has a number of the
firm's own, and a paper says for which number it was handed in.
"""

from shibosi.kernel.columns import code, day, decimal, instant, money, text, truth
from shibosi.kernel.records import Record


class Paper(Record, label="Paper", needs="holder_code"):
    """A licence, certificate, contract, report, policy or training record, as handed in.

    A paper that covers several things, or has several parts that matter, has one row for each.
    """

    holder_code = text("Firm that hands it in", key=True, longest=30, firm=True)
    paper_kind = code("Kind of paper", key=True)
    number = text("Number of the paper", key=True, longest=80)
    about = text("Number of the activity, person or asset it covers", key=True, longest=60)
    part = code("Part, topic, standard or area that this row is about", key=True)
    holder_name = text("Name of the holder as it stands on the paper", longest=200, personal=True)
    issuer_code = text("Code of the issuer", longest=30)
    issuer_name = text("Name of the issuer", longest=200)
    issuer_licence = text("Licence or accreditation number of the issuer", longest=80)
    issuer_until = day("Last day of the issuer's licence or accreditation")
    counterparty_code = text("Code of the other side of the contract", longest=30)
    market = code("Country or region in which it is good")
    activity = code("Activity that it allows")
    category = code("Goods, service or sector it is limited to; empty: all")
    reference = text("Number or address of the thing it names", longest=200)
    standard = text("Standard or rule it was made under", longest=100)
    version = text("Version", longest=30)
    owner_name = text("Person who answers for it", longest=100, personal=True)
    status = code("Status at the issuer: valid, suspended or revoked")
    issued_on = day("Day of issue or signature")
    valid_from = day("First day on which it is good")
    valid_until = day("Last day on which it is good")
    open_ended = truth("Good without a last day")
    reviewed_on = day("Day of the last review, audit or examination")
    ends_on = day("Last day of the period it reports on")
    published_on = day("Day of publication")
    amount = money("Sum insured", currency="currency")
    currency = code("Currency", codes="currency")
    limit = decimal("Limit that it sets, in days")
    digest = text("SHA-256 of the stored file", longest=64)
    verified_on = day("Day on which it was looked up with the issuer")
    verified_with = text("Register it was looked up in", longest=200)
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class Activity(Record, label="Activity of a firm", needs="party_code"):
    """Something a firm does in a market and has to have papers for, as the firm or its platform reports it."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    number = text("Number of the activity", key=True, longest=60)
    activity = code("Activity")
    market = code("Market")
    category = code("Goods, service or sector")
    party_name = text("Name of the firm as registered", longest=200)
    home = code("Country or region in which the firm is registered")
    partner_code = text("Partner of the activity", longest=30)
    leader_code = text("Firm that leads the matter", longest=30)
    representative_name = text("Legal representative", longest=100, personal=True)
    owner_name = text("Beneficial owner", longest=100, personal=True)
    card_holder_name = text("Holder of the payment card", longest=100, personal=True)
    sole_trader = truth("The firm is a sole trader")
    own_site = truth("Done on a site of its own")
    for_profit = truth("Done for money")
    complex = truth("The matter is a complex one")
    started_on = day("First day of the activity")
    changed_on = day("Day of the last change of the scheme")
    ended_on = day("Last day of the activity")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class StaffMember(Record, label="Member of staff", needs="party_code"):
    """A person at work for a firm in a role."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    number = text("Staff number", key=True, longest=60)
    name = text("Name", longest=100, personal=True)
    role = code("Role")
    unit = text("Activity or station the person works for", longest=60)
    licence_number = text("Number of the licence or filing to work", longest=80, personal=True)
    qualified_until = day("Last day of the qualification")
    joined_on = day("First day at work")
    first_task_on = day("Day of the first task")
    left_at = instant("Time of leaving")
    access_ended_at = instant("Time at which access to client data ended")


class Asset(Record, label="Asset", needs="party_code"):
    """Something a firm runs, owns or offers: building, system, vehicle, equipment, right, product, key, data."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    number = text("Number of the asset", key=True, longest=60)
    asset = code("Kind of asset")
    unit = text("Activity or station it belongs to", longest=60)
    step = code("Step of work it serves")
    market = code("Country or region in which it stands or counts")
    agreed_market = code("Country or region agreed with the client")
    reference = text("Official number or address", longest=200)
    maker_code = text("Manufacturer", longest=30)
    standard = text("Standard it is stated to meet", longest=100)
    version = text("Version or revision in use", longest=30)
    marking = code("Marking of data: personal, secret or plain")
    capacity = decimal("Capacity: parcels an hour, or kilograms of load")
    working = truth("In working order")
    changed_on = day("Day of the last change")
    inspected_until = day("Last day of the inspection")
    insured_until = day("Last day of the insurance")
    access_reviewed_on = day("Day on which the list of those with access was last reviewed")


class Measurement(Record, label="Measured figure", needs="party_code"):
    """A figure measured in the course of business, about an activity or an asset."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    about = text("Number of the activity or asset", key=True, longest=60)
    measure = code("What was measured", key=True)
    ends_on = day("Last day of the period it reports on")
    value = decimal("Value")
