"""How long files of papers are kept: by what the paper proves, with a source for each."""

from datetime import date

import pytest

from shibosi.domains import registry
from shibosi.domains.papers.papers import kind, kinds
from shibosi.domains.papers.retention import PaperFiles, period
from shibosi.kernel.parameters import EVERYWHERE


@pytest.mark.parametrize(
    ("paper", "parameter"),
    [
        ("broker-registration", PaperFiles.declarations),
        ("advertising-licence", PaperFiles.advertising),
        ("business-licence", PaperFiles.others),
    ],
)
def test_the_period_follows_from_the_clause_a_paper_proves(paper, parameter):
    assert period(kind(paper)).id == parameter.id


def test_a_kind_nobody_knows_is_kept_as_others_are():
    assert period(None).id == PaperFiles.others.id


def test_every_kind_has_a_period_of_three_years_with_a_source():
    for one in kinds().values():
        version = registry.values().in_force(period(one).id, date(2026, 11, 22), EVERYWHERE)
        assert version is not None and version.value == 1096 and "three years" in version.source
