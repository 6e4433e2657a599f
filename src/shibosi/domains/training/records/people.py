"""What a firm needs its people to be able to do, and what they can."""

from shibosi.kernel.columns import code, day, instant, text, whole
from shibosi.kernel.records import Record


class SkillNeed(Record, label="Skill that a role needs", needs="party_code"):
    """How many people of a role have to have a skill at which level; where they are too few, what is planned."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    role = code("Role", key=True)
    skill = code("Skill", key=True)
    level = whole("Level that is needed")
    heads = whole("How many people have to have it")
    needed_from = day("First day")
    plan = code("How the gap is filled: train, hire or policy")
    plan_until = day("Day until which the gap is filled")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class SkillHeld(Record, label="Skill of a person", needs="party_code"):
    """The level at which a member of staff was found to have a skill."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    role = code("Role", key=True)
    skill = code("Skill", key=True)
    person = text("Staff number", key=True, longest=60)
    level = whole("Level that was found")
    assessed_on = day("Day of the assessment")
    left_on = day("Day of leaving")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")
