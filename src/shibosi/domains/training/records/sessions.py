"""Sessions of training and whatever brings people together to learn, with those who took part."""

from shibosi.kernel.columns import code, day, instant, text, truth, whole
from shibosi.kernel.records import Record


class TrainingSession(Record, label="Training session", needs="party_code"):
    """One event that teaches.

    Kinds: policy (of clients), compliance (of a client's staff), class, camp, summit, academy, contest, internship and
    topical (for firms of one stage). Project, content and exchange are those of a training centre.
    """

    party_code = text("Firm", key=True, longest=30, firm=True)
    number = text("Number of the session", key=True, longest=60)
    session_kind = code("Kind of session")
    audience = code("For whom: client, seller or staff")
    topic = code("Topic: product, tax, trade or policy")
    market = code("Market, or all")
    venue = code("Venue: online or offline")
    project = code("Project: encyclopedia, live-class, hot-topics or lecture")
    content = code("Content: operation, policy, brand or executive")
    exchange = code("Exchange: expert-talk, question-station, training-camp or experience-officer")
    stage = code("Stage of the firms it is for: new, growing or mature")
    partner = code("With whom it is held: school, association, authority or expert")
    title = text("Title", longest=200)
    change = text("Change of rules it is about", longest=100)
    materials = text("SHA-256 of its materials", longest=64)
    held_on = day("Day it was held; of what lasts longer its last day")
    cancelled_on = day("Day it was called off")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class SessionGuest(Record, label="Participant of a training session", needs="party_code"):
    """Somebody who took part in a session: a client or seller by its code, a member of staff by number."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    session = text("Number of the session", key=True, longest=60)
    guest = text("Participant: code of the firm, or number of the person", key=True, longest=60)
    session_kind = code("Kind of session")
    held_on = day("Day it was held; of what lasts longer its last day")
    guest_kind = code("Kind of participant: client, seller, staff, authority or expert")
    stage = code("Stage of the participant: new, growing or mature")
    came = truth("Came")
    completed = truth("Stayed to the end")
    satisfaction = whole("Satisfaction from 1 to 5")
    result = code("Result: passed, failed, prize or none")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")
