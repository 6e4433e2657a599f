"""What other values change: the same as judging everything twice, and less work."""

from datetime import date, timedelta
from functools import cache

import polars as pl
import pytest

from shibosi.batch.check import Asked, check
from shibosi.batch.impact.doubling import DerivedDiffers, affected
from shibosi.batch.impact.moved import Touching, moved
from shibosi.batch.impact.proposing import Proposal, proposed
from shibosi.batch.impact.weighing import CHANGES, NAMES, ORDER, NothingDiffers, impact
from shibosi.batch.tests.builders import AS_OF, trade, written
from shibosi.domains import registry
from shibosi.kernel.controls import KNOWN, UnknownControl
from shibosi.kernel.engines import local
from shibosi.kernel.engines.plan import Question
from shibosi.kernel.parameters import Version
from shibosi.methods.formats.handing import hand_in

SINGLE, ANNUAL = "retail_import_limits.single", "retail_import_limits.annual"
NAMED = {
    "single": SINGLE, "annual": ANNUAL, "gap": "rounding.gap", "goods": "positive_list.codes",
    "days": "acceptance.days",
}  # fmt: skip
CENTS = 100_000
DAY = date(2026, 9, 20)


def a_value(value, first=None, last=None, place="all"):
    return Version(value, first, last, place, "a story", "local")


def other(**changed):
    """The values with others instead of them, by the last part of their name."""
    return registry.values().overlay({NAMED[name]: versions for name, versions in changed.items()})


def put_in(value, first=None, last=None, place="CN"):
    """The values with another purchase limit in some days only."""
    return proposed(registry.values(), [Proposal(SINGLE, value, place, first, last)])


class Outcomes:
    """Hears every outcome of every dossier from the engine."""

    def __init__(self):
        self.parts = []

    def loaded(self, kind, rows):
        """Rows are no outcomes."""

    def derived(self, kind, rows):
        """Nor are derived records."""

    def judged(self, judged):
        keys = judged.assembled.key_texts(pl.Series(range(judged.assembled.size)).to_numpy())
        dossier = judged.assembled.dossier.name
        for control, codes in judged.outcomes.items():
            self.parts.append(pl.DataFrame({"key": keys, "outcome": NAMES[codes]}).select(
                pl.lit(dossier).alias("dossier"), "key", pl.lit(control).alias("control"), pl.col("outcome"),
            ))  # fmt: skip


def recomputed(folder, after):
    """Every control of every dossier, judged twice from the beginning."""
    sides = []
    for values in (registry.values(), after):
        heard = Outcomes()
        local.run(hand_in([folder]), Question(values, AS_OF), None, heard)
        sides.append(pl.concat(heard.parts))
    before, later = sides
    joined = before.rename({"outcome": "before"}).join(later.rename({"outcome": "after"}), on=ORDER, how="full",
                                                       coalesce=True)  # fmt: skip
    return joined.filter(pl.col("before").ne_missing(pl.col("after"))).select(list(CHANGES)).sort(ORDER)


def weighed(folder, after, **asked):
    return impact(hand_in([folder]), registry.values(), after, AS_OF, **asked)


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    return written(trade(300), tmp_path_factory.mktemp("trade") / "files")


STORIES = {
    "a purchase limit of 3,000 instead of 5,000": lambda: other(single=[a_value(3000 * CENTS)]),
    "a yearly limit of 3,000 instead of 26,000": lambda: other(annual=[a_value(3000 * CENTS)]),
    "two limits, and no gap allowed": lambda: other(
        single=[a_value(300 * CENTS)], annual=[a_value(800 * CENTS)], gap=[a_value(0)]
    ),
    "a limit that begins one day": lambda: put_in("100", first=DAY),
    "a limit for some days": lambda: put_in("100", DAY, DAY + timedelta(days=4)),
    "a limit for some days, and none for others": lambda: other(single=[a_value(100 * CENTS, DAY, DAY)]),
    "a limit of another place": lambda: put_in("1", place="DE"),
    "a list of goods that was not there": lambda: other(goods=[a_value(frozenset({"33049900", "21069090"}))]),
    "longer waiting": lambda: other(days=[a_value(400)]),
}  # fmt: skip


@cache
def answered(documents, story):
    """What the impact of a story comes to."""
    return weighed(documents, STORIES[story]())


@pytest.mark.parametrize("story", STORIES)
def test_impact_equals_judging_everything_twice(documents, story):
    assert answered(documents, story).changes.equals(recomputed(documents, STORIES[story]()))


def test_some_stories_change_something(documents):
    counts = {story: answered(documents, story).dossiers for story in STORIES}
    assert sum(bool(count) for count in counts.values()) > len(counts) // 2
    assert counts["a limit of another place"] == 0


@pytest.mark.parametrize("kind", ["order", "customs_list", "list_line"])
def test_documents_alike_in_what_is_read_are_told_apart_by_the_rest(tmp_path, kind):
    made = trade()
    text = next(name for name in ("goods_name", "note", "buyer_name") if name in made[kind].columns)
    twins = made[kind].head(30).with_columns(pl.lit("somebody else").alias(text))
    made[kind] = pl.concat([made[kind], twins, made[kind].slice(30, 20)])
    folder = written(made, tmp_path / "files")
    after = other(single=[a_value(50 * CENTS)], annual=[a_value(60 * CENTS)])
    assert weighed(folder, after).changes.equals(recomputed(folder, after))


def test_only_controls_that_hang_on_the_value_are_judged(documents):
    found = answered(documents, "a yearly limit of 3,000 instead of 26,000")
    assert found.controls == ("single_purchase_within_limit", "yearly_purchases_within_limit")
    assert "4.5.3" in found.by_clause()["clause"]
    assert found.by_clause()["dossiers"].max() <= found.dossiers


def test_dossiers_of_other_days_are_spared(documents):
    orders = ["single_purchase_within_limit", "single_purchase_within_limit_until_2018"]
    story = weighed(documents, STORIES["a limit for some days"](), only=orders)
    always = weighed(documents, other(single=[a_value(100 * CENTS)]), only=orders)
    assert always.spared == 0
    assert 0 < story.spared
    assert story.judged + story.spared == always.judged


def test_dossiers_that_records_are_made_from_are_not_spared(documents):
    assert answered(documents, "a limit for some days").spared == 0


def test_some_controls_can_be_asked_for(documents):
    after = STORIES["a yearly limit of 3,000 instead of 26,000"]()
    found = weighed(documents, after, only=["yearly_purchases_within_limit"])
    assert found.controls == ("yearly_purchases_within_limit",)
    with pytest.raises(UnknownControl):
        weighed(documents, after, only=["yearly_purchases_within_limits"])


def test_examples_are_few_of_each_kind_of_change(documents):
    found = weighed(documents, other(single=[a_value(50 * CENTS)]))
    counted = found.examples(2).group_by("control", "before", "after").len()
    assert counted["len"].max() == 2
    assert counted.height == found.by_control().height


def test_values_that_are_in_force_already_are_refused(documents):
    with pytest.raises(NothingDiffers):
        weighed(documents, other(single=list(registry.values()[SINGLE])))


def test_another_source_or_another_way_to_write_the_same_days_changes_nothing(documents):
    with pytest.raises(NothingDiffers):
        weighed(documents, other(single=[
            Version(one.value, one.first, one.last, one.place, "another source", "local")
            for one in registry.values()[SINGLE]
        ]))  # fmt: skip


def test_where_records_are_made_by_the_value_it_says_so(monkeypatch):
    condition = KNOWN["single_purchase_within_limit"].condition
    dossier = KNOWN["single_purchase_within_limit"].dossier
    made = dossier.derivations[0]
    monkeypatch.setattr(dossier, "derivations", [type(made)(made.record, condition, made.columns, made.shifts)])
    after = other(single=[a_value(1)])
    touching = Touching(registry.values(), after, moved(registry.values(), after))
    with pytest.raises(DerivedDiffers):
        affected(touching)


def test_it_is_what_a_run_with_an_overlay_finds_otherwise(documents, tmp_path):
    overlay = tmp_path / "overlay.yaml"
    overlay.write_text(
        'retail_import_limits:\n  single:\n    values:\n      - {from: unknown, place: all, value: "3000", '
        'source: "a story", confidence: local}\n'
    )
    run = check(Asked((documents,), tmp_path / "run", AS_OF, overlay=overlay, report=False, state=False))
    differences = pl.read_csv(run.folder / "differences.csv", infer_schema=False)
    told = {"held": "no finding", "out_of_scope": "no finding"}
    found = weighed(documents, other(single=[a_value(3000 * CENTS)])).changes.with_columns(
        pl.col("before", "after").replace(told)
    )
    assert differences.equals(found.filter(pl.col("before") != pl.col("after")))
