"""What comes back is what left, by the same company, in time."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from shibosi.domains.customs.tests.builders import Story, a_return, a_returned_line, an_export_return
from shibosi.domains.customs.tests.templates import CODES, OTHER_FIRM, beijing
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

# Both lists are released on 2026-03-04; thirty days later it is 04-03, 45 days 04-18, 365 days 2027-03-04.
D = Decimal
Changes = dict[str, Any]
AGAIN = {"company_number": "TH-2"}
NOT_RELEASED: Changes = {"answer": [{}]}
RELEASED_TWICE: Changes = {
    "answer": [{}, {}, {"guid": "G-ANSWER-3", "status": "899", "answered_at": beijing(2026, 3, 9)}]
}
NO_STATUS: Changes = {"answer": [{"status": None}, {"status": "120"}]}
LATE_STATUS: Changes = {"answer": [{}, {}, {"guid": "G-ANSWER-3", "status": None}]}

company = partial(Story, "returned_list_is_of_the_same_company")
released = partial(Story, "returned_list_was_released")
abroad = partial(Story, "export_return_comes_from_abroad")
asked = partial(Story, "import_return_was_asked_in_time")
back = partial(Story, "import_return_came_back_in_time")
export = partial(Story, "export_return_was_asked_in_time")
line = partial(Story, "returned_line_was_listed")
quantity = partial(Story, "returned_quantity_was_listed")
goods = partial(Story, "returned_goods_are_the_listed")

COMPANY = [
    company("import", a_return(), HELD),
    company("export", an_export_return(), HELD),
    company("two returns", a_return(customs_return=[{}, AGAIN]), HELD),
    company("another e-commerce company", a_return(customs_return={"merchant_code": OTHER_FIRM}), BROKEN),
    company("another declarant", an_export_return(customs_return={"declarant_code": OTHER_FIRM}), BROKEN),
    company("one of two returns by another company",
            a_return(customs_return=[{}, {**AGAIN, "merchant_code": OTHER_FIRM}]), BROKEN),
    company("another declarant, no e-commerce company",
            a_return(customs_return={"declarant_code": OTHER_FIRM, "merchant_code": None}), BROKEN),
    company("the return names no e-commerce company", a_return(customs_return={"merchant_code": None}), UNDETERMINED),
    company("the list names no declarant", a_return(customs_list={"declarant_code": None}), UNDETERMINED),
    company("the list is not known", a_return(customs_list=None), UNDETERMINED),
    company("the list is known twice", a_return(customs_list=[{}, {"order_number": "O-2"}]), UNDETERMINED),
    company("nothing came back", a_return(customs_return=None), OUT_OF_SCOPE),
    company("returns were not handed in", a_return(customs_return=None), OUT_OF_SCOPE, absent=("customs_return",)),
]  # fmt: skip

RELEASED = [
    released("by customs", a_return(), HELD),
    released("and closed", a_return(answer=[{"status": "899"}]), HELD),
    released("one answer does not say", a_return(**LATE_STATUS), HELD),
    released("the list itself is not known", a_return(customs_list=None), HELD),
    released("only received", a_return(**NOT_RELEASED), BROKEN),
    released("sent back by customs", an_export_return(answer=[{}, {"status": "100"}]), BROKEN),
    released("one answer does not say, the other only receives", a_return(**NO_STATUS), UNDETERMINED),
    released("no answer came", a_return(answer=None), UNDETERMINED),
    released("answers were not handed in", a_return(answer=None), UNDETERMINED, absent=("answer",)),
    released("nothing came back", a_return(**NOT_RELEASED, customs_return=None), OUT_OF_SCOPE),
]

ABROAD = [
    abroad("into the country", an_export_return(), HELD),
    abroad("out of the country", an_export_return(customs_return={"direction": "E"}), BROKEN),
    abroad("from China", an_export_return(customs_return={"country": "142"}), BROKEN),
    abroad("from China, the direction is not said",
           an_export_return(customs_return={"country": "142", "direction": None}), BROKEN),
    abroad("one of two from China", an_export_return(customs_return=[{}, {**AGAIN, "country": "142"}]), BROKEN),
    abroad("from nobody knows where", an_export_return(customs_return={"country": None}), UNDETERMINED),
    abroad("the direction is not said", an_export_return(customs_return={"direction": None}), UNDETERMINED),
    abroad("the list does not say whether it is an export",
           an_export_return(customs_list={"direction": None}), UNDETERMINED),
    abroad("the list is not known", an_export_return(customs_list=None), UNDETERMINED),
    abroad("an import", a_return(), OUT_OF_SCOPE),
    abroad("nothing came back", an_export_return(customs_return=None), OUT_OF_SCOPE),
]  # fmt: skip

ASKED = [
    asked("16 days after release", a_return(), HELD),
    asked("30 days after release", a_return(customs_return={"reported_at": beijing(2026, 4, 3, 23, 59)}), HELD),
    asked("31 days after release", a_return(customs_return={"reported_at": beijing(2026, 4, 4, 0, 1)}), BROKEN),
    asked("one of two late",
          a_return(customs_return=[{}, {**AGAIN, "reported_at": beijing(2026, 4, 4)}]), BROKEN),
    asked("31 days after the first of two releases",
          a_return(**RELEASED_TWICE, customs_return={"reported_at": beijing(2026, 4, 4)}), BROKEN),
    asked("30 days after the first of two releases",
          a_return(**RELEASED_TWICE, customs_return={"reported_at": beijing(2026, 4, 3)}), HELD),
    asked("on the day of release", a_return(customs_return={"reported_at": beijing(2026, 3, 4)}), HELD),
    asked("nobody knows when", a_return(customs_return={"reported_at": None}), UNDETERMINED),
    asked("never released", a_return(**NOT_RELEASED), UNDETERMINED),
    asked("no answer came", a_return(answer=None), UNDETERMINED),
    asked("released nobody knows when", a_return(answer=[{"status": "800", "answered_at": None}]), UNDETERMINED),
    asked("one answer does not say what it is", a_return(**LATE_STATUS), UNDETERMINED),
    asked("before the rule was announced",
          a_return(answer=[{"status": "800", "answered_at": beijing(2020, 3, 20)}],
                   customs_return={"reported_at": beijing(2020, 3, 27)}), UNDETERMINED),
    asked("on the day the rule was announced",
          a_return(answer=[{"status": "800", "answered_at": beijing(2020, 3, 20)}],
                   customs_return={"reported_at": beijing(2020, 3, 28)}), HELD),
    asked("the list is not known", a_return(customs_list=None), UNDETERMINED),
    asked("an export", an_export_return(customs_return={"reported_at": beijing(2026, 4, 4)}), OUT_OF_SCOPE),
    asked("nothing came back", a_return(customs_return=None), OUT_OF_SCOPE),
]  # fmt: skip

BACK = [
    back("21 days after release", a_return(), HELD),
    back("45 days after release", a_return(customs_return={"returned_on": date(2026, 4, 18)}), HELD),
    back("46 days after release", a_return(customs_return={"returned_on": date(2026, 4, 19)}), BROKEN),
    back("one of two late",
         a_return(customs_return=[{}, {**AGAIN, "returned_on": date(2026, 4, 19)}]), BROKEN),
    back("one of two late, of the other nobody knows",
         a_return(customs_return=[{"returned_on": None}, {**AGAIN, "returned_on": date(2026, 4, 19)}]), BROKEN),
    back("not yet", a_return(customs_return={"returned_on": None}), UNDETERMINED),
    back("never released", a_return(**NOT_RELEASED), UNDETERMINED),
    back("the list is not known", a_return(customs_list=None), UNDETERMINED),
    back("an export", an_export_return(customs_return={"returned_on": date(2026, 4, 19)}), OUT_OF_SCOPE),
    back("nothing came back", a_return(customs_return=None), OUT_OF_SCOPE),
]  # fmt: skip

EXPORT = [
    export("16 days after release", an_export_return(), HELD),
    export("365 days after release",
           an_export_return(customs_return={"reported_at": beijing(2027, 3, 4, 23, 59)}), HELD),
    export("366 days after release",
           an_export_return(customs_return={"reported_at": beijing(2027, 3, 5, 0, 1)}), BROKEN),
    export("one of two late",
           an_export_return(customs_return=[{}, {**AGAIN, "reported_at": beijing(2027, 3, 5)}]), BROKEN),
    export("nobody knows when", an_export_return(customs_return={"reported_at": None}), UNDETERMINED),
    export("never released", an_export_return(**NOT_RELEASED), UNDETERMINED),
    export("the list is not known", an_export_return(customs_list=None), UNDETERMINED),
    export("an import", a_return(customs_return={"reported_at": beijing(2027, 3, 5)}), OUT_OF_SCOPE),
    export("nothing came back", an_export_return(customs_return=None), OUT_OF_SCOPE),
]  # fmt: skip

LINE = [
    line("it was", a_returned_line(), HELD),
    line("sent back twice", a_returned_line(return_line=[{}, AGAIN]), HELD),
    line("no such line", a_returned_line(list_line=None), BROKEN),
    line("lines of lists were not handed in", a_returned_line(list_line=None), UNDETERMINED, absent=("list_line",)),
    line("nothing of it came back", a_returned_line(return_line=None), OUT_OF_SCOPE),
]

QUANTITY = [
    quantity("one of two", a_returned_line(), HELD),
    quantity("both", a_returned_line(return_line={"quantity": D(2)}), HELD),
    quantity("a step more than both", a_returned_line(return_line={"quantity": D("2.00001")}), BROKEN),
    quantity("both, one after the other", a_returned_line(return_line=[{}, AGAIN]), HELD),
    quantity("a step more, one after the other",
             a_returned_line(return_line=[{}, {**AGAIN, "quantity": D("1.00001")}]), BROKEN),
    quantity("the return does not say", a_returned_line(return_line={"quantity": None}), UNDETERMINED),
    quantity("one of two returns does not say",
             a_returned_line(return_line=[{}, {**AGAIN, "quantity": None}]), UNDETERMINED),
    quantity("the list does not say", a_returned_line(list_line={"quantity": None}), UNDETERMINED),
    quantity("no such line", a_returned_line(list_line=None), UNDETERMINED),
    quantity("nothing of it came back", a_returned_line(return_line=None), OUT_OF_SCOPE),
]  # fmt: skip

OTHER_CODE = {"commodity_code": CODES[1][0]}
GOODS = [
    goods("the same code", a_returned_line(), HELD),
    goods("another code", a_returned_line(return_line=OTHER_CODE), BROKEN),
    goods("another ending of the code", a_returned_line(return_line={"commodity_code": "3304990010"}), BROKEN),
    goods("one of two returns under another code", a_returned_line(return_line=[{}, {**AGAIN, **OTHER_CODE}]), BROKEN),
    goods("the return does not say", a_returned_line(return_line={"commodity_code": None}), UNDETERMINED),
    goods("the list does not say", a_returned_line(list_line={"commodity_code": None}), UNDETERMINED),
    goods("no such line", a_returned_line(list_line=None), UNDETERMINED),
    goods("nothing of it came back", a_returned_line(return_line=None), OUT_OF_SCOPE),
]

STORIES = COMPANY + RELEASED + ABROAD + ASKED + BACK + EXPORT + LINE + QUANTITY + GOODS


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_returns(story: Story) -> None:
    assert story.judged() is story.outcome
