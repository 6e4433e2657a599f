"""What the platform chose for all its measures."""

from datetime import date

from shibosi.domains import registry
from shibosi.domains.enforcement.measures.scheme import Scheme
from shibosi.kernel.measures.events import KINDS
from shibosi.kernel.measures.packs import named

DAY = date(2026, 6, 1)


def chosen(parameter):
    version = registry.values().in_force(parameter.id, DAY, "CN")
    assert version is not None
    return parameter.seen(version.value)


def test_the_pack_that_counts_is_one_that_is_declared():
    registry.load()
    assert named(chosen(Scheme.pack)).name == "year_points"


def test_what_is_published_is_a_kind_of_measure_and_no_warning():
    assert set(chosen(Scheme.published)) <= set(KINDS) - {"warn"}


def test_an_appeal_is_open_for_half_a_year_at_least():
    assert chosen(Scheme.appeal) >= 184
