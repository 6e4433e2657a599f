"""Records of the gate of a supervised site: what came to it, when it was decided, when it passed."""

from shibosi.kernel.columns import instant, text, truth
from shibosi.kernel.records import Record


class GatePassage(Record, label="Passage of a gate"):
    """One parcel at the gate of a supervised site, as the gate has it. One that was turned away has not passed."""

    customs_number = text("List number given by customs", key=True, longest=20)
    number = text("Number of the passage", key=True, longest=40)
    site_code = text("Supervised site", longest=18, firm=True)
    came_at = instant("When it came to the gate, Beijing time")
    decided_at = instant("When the gate decided, Beijing time")
    opened = truth("The gate was opened")
    passed_at = instant("When it passed, Beijing time")
