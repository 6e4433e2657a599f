"""Licences to do business, each story about one activity of a firm."""

from datetime import date

import pytest

from shibosi.domains.customs.tests.builders import with_value
from shibosi.domains.papers.tests.builders import Story, ready, told, usual
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

PARTNER = {"activity": "partner-payment"}
LAST = date(2027, 1, 4)
"""The last day of the papers."""


CONTROLS = [
    "platform_holds_its_permits",
    "platform_is_at_home_in_its_market",
    "payment_business_is_licensed",
    "fx_payment_was_approved_first",
    "telecom_permit_is_of_the_right_kind",
    "exporter_is_registered_in_the_market",
    "importer_is_registered_and_checked",
    "carrier_is_permitted_and_housed",
    "carrier_is_registered_with_customs",
    "payment_firm_is_licensed_widely",
    "data_centre_licence_came_first",
    "advertiser_is_licensed",
    "advertiser_may_enter_the_market",
    "broker_may_handle_special_goods",
    "agency_licence_covers_its_work",
]
STORIES = [
    *(story for control in CONTROLS for story in usual(control)),
    told("platform_holds_its_permits", "in another market", BROKEN, paper={"market": "DE"}),
    told("platform_holds_its_permits", "in another name", BROKEN, paper={"holder_name": "Another Ltd"}),
    told(
        "platform_holds_its_permits",
        "the name in full-width letters",
        HELD,
        paper={"holder_name": "ＨＡＲＢＯＵＲ trading Ltd"},
    ),
    told("platform_holds_its_permits", "without a last day", HELD, paper={"valid_until": None, "open_ended": True}),
    told("platform_holds_its_permits", "the last day was not typed", UNDETERMINED, paper={"valid_until": None}),
    told("platform_holds_its_permits", "the activity ended", OUT_OF_SCOPE, activity={"ended_on": date(2026, 6, 29)}),
    Story("platform_holds_its_permits", "on its last day", ready("platform_holds_its_permits"), HELD, as_of=LAST),
    Story(
        "platform_holds_its_permits", "a day later", ready("platform_holds_its_permits"), BROKEN, as_of=date(2027, 1, 5)
    ),
    told(
        "platform_is_at_home_in_its_market",
        "reviewed a year and a day ago",
        BROKEN,
        paper={"reviewed_on": date(2025, 6, 29)},
    ),
    told("platform_is_at_home_in_its_market", "reviewed a year ago", HELD, paper={"reviewed_on": date(2025, 6, 30)}),
    told("payment_business_is_licensed", "a licence of another market", BROKEN, paper={"market": "SG"}),
    told(
        "payment_business_is_licensed",
        "with a partner, filed the day before",
        HELD,
        activity=PARTNER,
        paper={"paper_kind": "partner-payment-filing", "issued_on": date(2026, 1, 31)},
    ),
    told(
        "payment_business_is_licensed",
        "with a partner, filed on the day",
        BROKEN,
        activity=PARTNER,
        paper={"paper_kind": "partner-payment-filing", "issued_on": date(2026, 2, 1)},
    ),
    told(
        "payment_business_is_licensed",
        "with another partner",
        BROKEN,
        activity=PARTNER,
        paper={"paper_kind": "partner-payment-filing", "counterparty_code": "P-9"},
    ),
    told("fx_payment_was_approved_first", "approved on the first day", HELD, paper={"valid_from": date(2026, 2, 1)}),
    told("fx_payment_was_approved_first", "approved a day late", BROKEN, paper={"valid_from": date(2026, 2, 2)}),
    told("telecom_permit_is_of_the_right_kind", "a permit of another kind", BROKEN, paper={"part": "ICP"}),
    told("telecom_permit_is_of_the_right_kind", "outside its scope", BROKEN, paper={"activity": "online-access"}),
    told(
        "telecom_permit_is_of_the_right_kind",
        "information under its permit",
        HELD,
        activity={"activity": "online-information"},
        paper={"part": "ICP", "activity": "online-information"},
    ),
    told(
        "telecom_permit_is_of_the_right_kind",
        "access under its permit",
        HELD,
        activity={"activity": "online-access"},
        paper={"part": "ISP", "activity": "online-access"},
    ),
    told("exporter_is_registered_in_the_market", "for other goods", BROKEN, paper={"category": "toys"}),
    told("exporter_is_registered_in_the_market", "for all goods", HELD, paper={"category": None}),
    told(
        "exporter_is_registered_in_the_market",
        "a site of its own where nothing is asked",
        HELD,
        activity={"own_site": True},
    ),
    Story(
        "exporter_is_registered_in_the_market",
        "a site of its own where a statement is asked",
        ready("exporter_is_registered_in_the_market", activity={"own_site": True}),
        BROKEN,
        values=with_value("licence_rules.interoperable", ["CN"]),
    ),
    told("importer_is_registered_and_checked", "another firm was checked", BROKEN, paper={"reference": "F-9"}),
    told(
        "importer_is_registered_and_checked", "checked too long ago", BROKEN, paper={"reviewed_on": date(2025, 6, 29)}
    ),
    told("carrier_is_permitted_and_housed", "a permit for another service", BROKEN, paper={"category": "air"}),
    told("carrier_is_registered_with_customs", "with customs elsewhere", BROKEN, paper={"market": "DE"}),
    told("payment_firm_is_licensed_widely", "one country more", BROKEN, paper=[{}, {}]),
    told("payment_firm_is_licensed_widely", "without internet payment", BROKEN, paper={"activity": "card-issuing"}),
    told("data_centre_licence_came_first", "after the start", BROKEN, activity={"started_on": date(2026, 1, 4)}),
    told("data_centre_licence_came_first", "nobody knows the start", UNDETERMINED, activity={"started_on": None}),
    told("advertiser_is_licensed", "for another business", BROKEN, paper={"activity": "trade"}),
    told("advertiser_is_licensed", "a firm from abroad without a branch", BROKEN, activity={"home": "DE"}),
    told("advertiser_is_licensed", "a permit where a filing is asked", BROKEN, activity={"for_profit": False}),
    told("advertiser_is_licensed", "no advertising online", HELD, activity={"activity": "advertising"}, paper=[{}]),
    told(
        "advertiser_may_enter_the_market",
        "entered before the condition was met",
        BROKEN,
        activity={"started_on": date(2026, 1, 4)},
    ),
    told(
        "broker_may_handle_special_goods", "goods that are not special", HELD, activity={"category": "toys"}, paper=None
    ),
    told("broker_may_handle_special_goods", "a licence for other goods", BROKEN, paper={"category": "medicine"}),
    told("agency_licence_covers_its_work", "registered elsewhere", BROKEN, paper={"market": "HK"}),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_licences(story: Story) -> None:
    assert story.judged() is story.outcome
