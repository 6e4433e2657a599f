"""How long it is kept who looked at what: three years, and it is said whose choice that is."""

from datetime import date

import pytest

from shibosi.domains import registry
from shibosi.domains.privacy.retention import AccessLog
from shibosi.kernel.parameters import EVERYWHERE


@pytest.mark.parametrize("day", [date(2016, 1, 1), date(2026, 11, 21), date(2090, 1, 1)])
@pytest.mark.parametrize("place", [EVERYWHERE, "CN", "DE"])
def test_three_years_everywhere_and_always(day, place):
    version = registry.values().in_force(AccessLog.days.id, day, place)
    assert version is not None and (version.value, version.confidence) == (1095, "local")
    assert "10.4.2.3-a" in version.source
