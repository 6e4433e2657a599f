"""How much of a row is seen: whole, named, beside; and the note that is left of personal data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.domains import registry
from shibosi.kernel import controls
from shibosi.kernel.dossiers import leaves
from shibosi.kernel.findings import fact_name, fact_nodes
from shibosi.kernel.records import Record, record
from shibosi.store.models import AccessEntry, DossierState, Role, stored
from shibosi.store.seeing import HIDDEN, Sight, facts_seen, least, note, note_shown, rows_seen, seen, sight
from shibosi.store.tests.firms import NOON, a_party, as_member, report, staff
from shibosi.store.viewers import nobody, of_account

SECRET = "S3CRET-VALUE"
registry.load()
REPORTED = [made for made in Record.known.values() if not made.internal and made.__module__.startswith("shibosi.")]


def a_row(made):
    """A row with something in every column."""
    return [SECRET if column.kind in ("text", "code") else 1 for column in made.columns.values()]


@pytest.mark.parametrize("made", REPORTED, ids=lambda made: made.kind())
def test_of_a_document_that_names_one_only_what_is_personal_is_masked(made):
    row = a_row(made)
    found = seen(Sight.NAMED, made, row)
    for column, before, after in zip(made.columns.values(), row, found.values, strict=True):
        marked = column.personal or column.sensitive
        assert (after != before) == marked == (column.name in found.hidden)
        if column.sensitive:
            assert after == HIDDEN


@pytest.mark.parametrize("made", REPORTED, ids=lambda made: made.kind())
def test_of_a_document_that_stands_beside_only_what_joins_is_seen(made):
    joins = (made.needs,)
    found = seen(Sight.BESIDE, made, a_row(made), joins)
    assert {name for name, value in zip(made.columns, found.values, strict=True) if value is not None} == set(joins)
    assert set(found.hidden) == set(made.columns) - set(joins)


def test_what_is_beside_does_not_tell_which_of_its_columns_are_empty():
    made = record("order")
    full, empty = (seen(Sight.BESIDE, made, row, ("number",)) for row in (a_row(made), made(number=SECRET).values))
    assert full == empty


@given(st.data())
def test_seeing_changes_no_row_and_whole_is_whole(data):
    made = data.draw(st.sampled_from(REPORTED))
    row = [data.draw(st.none() | st.text(max_size=5)) if c.kind in ("text", "code") else None
           for c in made.columns.values()]  # fmt: skip
    before = list(row)
    assert seen(Sight.WHOLE, made, row).values == before
    for much in Sight:
        seen(much, made, row, ("guid",))
    assert row == before


@pytest.mark.django_db
def test_who_reported_sees_whole_who_is_named_sees_masked_others_see_that_it_is_there():
    a, b, c = a_party("AAA"), a_party("BBB"), a_party("CCC")
    report(a, "order", number="O-1", merchant_code="AAA", payment_firm_code="BBB", buyer_name="李华",
           buyer_id="110101199003070038", payment_number="P-1", goods_value=5)  # fmt: skip
    report(c, "waybill", order_number="O-1", carrier_code="CCC", number="W-1", consignee="李华")
    order = stored("order")._default_manager.all()
    place = {name: column.position for name, column in record("order").columns.items()}
    told = {}
    for party in (a, b, c):
        (told[party.name],) = rows_seen(as_member(party), "order", order, "order")
    assert [told[name].sight for name in ("AAA", "BBB", "CCC")] == [Sight.WHOLE, Sight.NAMED, Sight.BESIDE]
    assert [told[name].values[place["buyer_name"]] for name in told] == ["李华", "李*", None]
    assert [told[name].values[place["buyer_id"]] for name in told] == ["110101199003070038", HIDDEN, None]
    assert [told[name].values[place["goods_value"]] for name in told] == [500_000, 500_000, None]
    assert [told[name].values[place["number"]] for name in told] == ["O-1"] * 3
    assert [told[name].values[place["merchant_code"]] for name in told] == ["AAA", "AAA", None]


@pytest.mark.django_db
def test_whoever_guesses_an_order_number_learns_nothing_of_the_order():
    a, thief = a_party("AAA"), a_party("TTT")
    values = {"merchant_code": "AAA", "merchant_name": SECRET, "buyer_name": SECRET, "goods_value": 7, "note": SECRET}
    report(a, "order", number="O-1", **values)
    report(thief, "payment", order_number="O-1", firm_code="TTT", number="P-1")
    (found,) = rows_seen(as_member(thief), "order", stored("order")._default_manager.all(), "order")
    assert [value for value in found.values if value is not None] == ["O-1"]


@pytest.mark.django_db
def test_derived_rows_are_seen_by_the_platform_only():
    state = DossierState.objects.create(kind="order", key="O-1", verdict=0, judged_at=NOON, judged_on=NOON.date())
    stored("purchase")._default_manager.create(made_from=state, order_number="O-1", buyer_id="1", year=2026)
    query = stored("purchase")._default_manager.all()
    assert rows_seen(as_member(a_party("AAA")), "purchase", query, "buyer-year") == []
    assert len(rows_seen(of_account(staff(Role.AUDITOR), NOON), "purchase", query, "buyer-year")) == 1


def test_a_viewer_without_a_party_is_beside_everything():
    assert sight(nobody(NOON), {"AAA", "@aaa", "@"}) is Sight.BESIDE


@pytest.mark.parametrize("control", list(controls.KNOWN.values()), ids=lambda one: one.name)
def test_facts_show_no_more_than_the_documents_they_are_of(control):
    facts = {fact_name(node): SECRET for node in fact_nodes(control)}
    kinds = {kind for node in fact_nodes(control) for kind, _ in leaves(node)}
    beside, _ = facts_seen(control, facts, dict.fromkeys(kinds, Sight.BESIDE))
    assert {name for name, value in beside.items() if value == SECRET} <= {name for name in facts if name[0] == "#"
                                                                          or "." not in name}  # fmt: skip
    named, hidden = facts_seen(control, facts, dict.fromkeys(kinds, Sight.NAMED))
    for node in fact_nodes(control):
        marked = any(
            record(kind).columns[column].personal or record(kind).columns[column].sensitive
            for kind, column in leaves(node) if column != "#"
        )  # fmt: skip
        assert (named[fact_name(node)] != SECRET) == marked == (fact_name(node) in hidden)
    assert facts_seen(control, facts, dict.fromkeys(kinds, Sight.WHOLE)) == (facts, ())


def test_the_least_that_is_seen_of_a_kind_decides():
    made = record("order")
    rows = [seen(much, made, a_row(made)) for much in (Sight.WHOLE, Sight.BESIDE)]
    assert least({"order": rows, "payment": []}) == {"order": Sight.BESIDE}


@pytest.mark.django_db
def test_personal_data_that_are_shown_leave_a_note_without_what_they_say():
    a = a_party("AAA")
    made = report(a, "order", number="O-1", merchant_code="AAA", buyer_name=SECRET, buyer_phone=SECRET)
    (state,) = [one for one in made.states if one.kind == "order"]
    viewer = as_member(a)
    found = {"order": rows_seen(viewer, "order", stored("order")._default_manager.all(), "order")}
    note_shown(viewer, state, found, "console", "case 7")
    entry = AccessEntry.objects.get()
    assert (entry.by, entry.party, entry.act, entry.dossier, entry.document) == (viewer.by, a, "seen", state,
                                                                                 made.document)  # fmt: skip
    assert (entry.columns, entry.door, entry.why, entry.at) == (["buyer_name", "buyer_phone"], "console", "case 7",
                                                                NOON)  # fmt: skip
    assert SECRET not in repr(vars(entry))


@pytest.mark.django_db
def test_what_was_masked_or_is_not_personal_leaves_no_note():
    a, b = a_party("AAA"), a_party("BBB")
    report(a, "order", number="O-1", merchant_code="AAA", platform_code="BBB", buyer_name="李华")
    report(b, "payment", order_number="O-1", firm_code="BBB", number="P-1")
    for party, kind in ((b, "order"), (b, "payment")):
        viewer = as_member(party) if kind == "order" else of_account(party.members.get().account, NOON)
        found = {kind: rows_seen(viewer, kind, stored(kind)._default_manager.all(), "order")}
        note_shown(viewer, None, found, "api")
    assert not AccessEntry.objects.exists()


@pytest.mark.django_db
def test_an_export_leaves_a_note_too():
    viewer = of_account(staff(Role.OFFICER), NOON)
    note(viewer, "exported", "order", "api", "asked by customs", ["buyer_name"])
    assert AccessEntry.objects.get(by=viewer.by).columns == ["buyer_name"]
