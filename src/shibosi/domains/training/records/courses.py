"""Courses: which are offered about which rules, which were planned for whom, which were taken and passed."""

from shibosi.kernel.columns import code, day, instant, text, truth, whole
from shibosi.kernel.records import Record


class TaughtRules(Record, label="Rules that sellers have to be taught", needs="party_code"):
    """A pack of rules in force for the sellers of a platform. Market and industry are "all" where it is for all."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    topic = code("Topic: product, tax, trade or policy", key=True)
    market = code("Market, or all", key=True)
    industry = code("Industry, or all", key=True)
    pack = text("Name of the pack of rules", key=True, longest=60)
    since = day("First day")
    until = day("Last day")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class CourseOffer(Record, label="Course on offer", needs="party_code"):
    """A course that a firm offers; one that serves several topics, markets or industries has a row for each."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    topic = code("Topic: product, tax, trade or policy", key=True)
    market = code("Market, or all", key=True)
    industry = code("Industry, or all", key=True)
    course = text("Course", key=True, longest=60)
    questions = whole("Questions its test draws from")
    answers = whole("Frequent questions it answers")
    valid_months = whole("Months for which a pass counts")
    offered_on = day("First day on offer")
    ended_on = day("Last day on offer")
    reviewed_on = day("Day on which its content was last reviewed")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class PlannedCourse(Record, label="Course of a seller's plan", needs="party_code"):
    """A course in the plan that was made for a seller, with the stages the course is for."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    course = text("Course", key=True, longest=60)
    planned_on = day("Day of the plan")
    for_new = truth("The course is for new sellers")
    for_growing = truth("The course is for growing sellers")
    for_mature = truth("The course is for mature sellers")
    reason = code("Why it is planned: stage, or broken where a rule it teaches was broken")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class CourseTaken(Record, label="Course taken", needs="party_code"):
    """One test of a course by a person of a firm."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    number = text("Number of the test", key=True, longest=60)
    person = text("Number of the person in the firm's own books", longest=60)
    course = text("Course", longest=60)
    infringement = code("Kind of infringement it is about: trademark, copyright or patent")
    before = text("Course to be passed before", longest=60)
    before_passed_on = day("Day on which that course was passed")
    began_on = day("Day the test was begun")
    ended_on = day("Day the test was answered")
    passed = truth("Passed")
    valid_until = day("Last day on which the pass counts")
    questions = whole("Questions asked")
    explained = whole("Questions asked that a search of the knowledge base explains")


class InfringementCase(Record, label="Infringement by a seller", needs="party_code"):
    """A case in which a seller was found to infringe a right."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    infringement = code("Kind of infringement: trademark, copyright or patent", key=True)
    number = text("Number of the case", key=True, longest=60)
    found_on = day("Day it was found")
