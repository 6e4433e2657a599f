"""`shibosi explain` of findings: the documents again, what decided, what changed since."""

import json
import os

import polars as pl
import pytest

from shibosi.cli.tests.conftest import changed
from shibosi.domains.customs.dossiers import ORDER
from shibosi.kernel.controls import KNOWN, named
from shibosi.kernel.runs import open_run
from shibosi.telling import recorded
from shibosi.telling.finding import explainer, fetched


def number_of(folder, control):
    """The number of the first broken finding of a control."""
    rows = open_run(folder).findings().with_row_index("number", 1)
    return rows.filter((pl.col("control") == control) & (pl.col("outcome") == "broken"))["number"][0]


def test_every_finding_read_again_has_the_outcome_recorded(the_run):
    run = open_run(the_run)
    rows = run.findings()
    with explainer(run) as reader:
        for number in range(1, rows.height + 1):
            found = recorded.numbered(run, number)
            control = named(found.control)
            documents = fetched(reader, control.dossier, found.key)
            assert documents is not None, found
            explanation = reader.explain(control, found.key, documents)
            assert explanation.outcome.name.lower() == found.outcome, found
            assert explanation.reasons, found
    assert rows.height > 30


def test_a_finding_shows_its_documents_and_marks_what_decided(ask, the_run):
    found = ask("explain", "line_quantities_agree", key_of(the_run, "line_quantities_agree"), "--run", the_run)
    assert found.status == 0
    assert "Read again: broken." in found.words
    assert "Order line" in found.words and "Customs list line" in found.words
    assert found.out.count("▸") >= 2
    assert "Declare the quantity that was ordered." in found.words


def key_of(folder, control):
    """The key of the first broken finding of a control."""
    return recorded.numbered(open_run(folder), number_of(folder, control)).key


def test_a_number_and_its_control_with_key_are_the_same_finding(ask, the_run):
    number = number_of(the_run, "amount_paid_adds_up")
    by_number = ask("explain", number, "--run", the_run, "--json").data
    by_key = ask("explain", "amount_paid_adds_up", by_number["key"], "--run", the_run, "--json").data
    assert by_number == by_key
    assert by_number["recorded"]["number"] == number
    assert by_number["outcome"] == by_number["recorded"]["outcome"] == "broken"
    decided = {(reason["record"], reason["column"]) for reason in by_number["reasons"]}
    assert decided == {("order", name) for name in ("paid", "goods_value", "freight", "tax", "discount")}


def test_a_finding_speaks_chinese(ask, the_run):
    found = ask("explain", f"#{number_of(the_run, 'amount_paid_adds_up')}", "--run", the_run, language="zh")
    assert "重新读取的结果：违反。" in found.words
    assert "实际支付金额" in found.words and "Amount" not in found.out


def test_the_value_applied_is_told_with_its_source(ask, the_run):
    found = ask("explain", number_of(the_run, "payments_equal_the_amount_paid"), "--run", the_run)
    assert "payment_tolerance.share 0 % all unknown our choice (p:)" in found.words


def test_personal_data_are_masked_unless_asked_for(ask, the_run):
    number = number_of(the_run, "buyer_id_agrees")
    facts = json.loads(open_run(the_run).findings()["facts"][number - 1])
    secret = facts["order.buyer_id"]
    masked, shown = (ask("explain", number, "--run", the_run, *more) for more in ((), ("--show-personal",)))
    assert secret not in masked.out and secret[:4] in masked.out
    assert secret in shown.out
    assert secret not in ask("explain", number, "--run", the_run, "--all", "--json").out


def test_personal_values_that_differ_behind_their_masks_are_told_apart(ask, the_run):
    number = number_of(the_run, "payer_is_the_buyer")
    documents = ask("explain", number, "--run", the_run, "--json").data["documents"]
    said = [cell["text"] for sheet in documents for _, cells in sheet["rows"] for cell in cells if cell["decides"]]
    assert len(said) == len(set(said)) > 1


def test_all_fields_are_shown_when_asked_for(ask, the_run):
    number = number_of(the_run, "buyer_id_agrees")
    short, whole = (ask("explain", number, "--run", the_run, *more).words for more in ((), ("--all",)))
    assert "Gross" not in short and "Gross" in whole


def test_what_a_control_held_can_be_explained_too(ask, the_run):
    key = key_of(the_run, "amount_paid_adds_up")
    found = ask("explain", "list_was_reported", key, "--run", the_run)
    assert found.status == 0
    assert "The run has no finding here" in found.words and "Read again: held." in found.words


def test_a_dossier_made_from_others_is_made_again(ask, the_run):
    with explainer(open_run(the_run)) as reader:
        bought = reader.purchases(ORDER, "purchase")
    key = f"{bought['buyer_id'][0]}/{bought['year'][0]}"
    found = ask("explain", "yearly_purchases_within_limit", key, "--run", the_run)
    assert found.status == 0
    assert "Read again: undetermined." in found.words
    assert (
        key not in found.out
        and key in ask("explain", "yearly_purchases_within_limit", key, "--run", the_run, "--show-personal").out
    )


def test_many_documents_of_a_kind_become_rows(ask, the_run):
    with explainer(open_run(the_run)) as reader:
        bought = reader.purchases(ORDER, "purchase")
    busy = bought.group_by("buyer_id", "year").len().sort("len", "buyer_id").row(-1, named=True)
    assert busy["len"] > 3, "the example has regular buyers"
    key = f"{busy['buyer_id']}/{busy['year']}"
    (sheet,) = ask("explain", "yearly_purchases_within_limit", key, "--run", the_run, "--json").data["documents"]
    assert len(sheet["rows"]) == min(busy["len"], 20) and f": {busy['len']}" in sheet["title"]


def test_a_key_nobody_handed_in_is_refused(ask, the_run):
    found = ask("explain", "list_was_reported", "NO-SUCH-ORDER", "--run", the_run)
    assert found.status == 2 and "has the key NO-SUCH-ORDER (dossier 'order')" in found.err


@pytest.mark.parametrize("number", ["#0", "#99999"])
def test_a_number_beyond_the_findings_is_refused(ask, the_run, number):
    found = ask("explain", number, "--run", the_run)
    assert found.status == 2 and "counted from 1" in found.err


def test_the_newest_run_is_taken_unless_one_is_named(ask, the_run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = ask("explain", "#1")
    assert found.status == 2 and "There is no run below" in found.err
    for name, second in (("older", 1), ("newer", 2)):
        folder = tmp_path / "runs" / name
        folder.mkdir(parents=True)
        for file in the_run.iterdir():
            (folder / file.name).symlink_to(file)
        (folder / "run.json").unlink()
        (folder / "run.json").write_bytes((the_run / "run.json").read_bytes())
        os.utime(folder / "run.json", (second, second))
    assert "runs/newer" in ask("explain", "#1").out


def test_a_chapter_of_the_standard_is_meant_where_a_bare_number_could_be_both(ask, the_run):
    assert "items" in ask("explain", "5").words
    assert "Finding 5" in ask("explain", "5", "--run", the_run).words


def test_a_changed_input_is_told_and_what_was_recorded_still_said(ask, own_run):
    (own_run.parent / "documents").joinpath("extra.csv").write_text("never read\n", encoding="utf-8")
    assert ask("explain", "#1", "--run", own_run).status == 0
    orders = next((own_run.parent / "documents").glob("order-*.csv"))
    orders.write_text(orders.read_text(encoding="utf-8").replace("0", "1", 1), encoding="utf-8")
    found = ask("explain", "#1", "--run", own_run)
    assert found.status == 2
    assert "Recorded" in found.words and "Read again" not in found.words
    assert orders.name in found.err and "is not the file this run was made of" in found.err


def test_a_missing_input_is_told(ask, own_run):
    gone = next((own_run.parent / "documents").glob("payment-*.csv"))
    gone.unlink()
    found = ask("explain", "#1", "--run", own_run, "--json")
    assert found.status == 2 and gone.name in found.err
    assert found.data["recorded"]["number"] == 1 and "documents" not in found.data


@pytest.mark.parametrize(
    ("story", "file", "content", "said"),
    [
        ("no run at all", "run.json", None, "run.json is missing"),
        ("not JSON", "run.json", "{", "run.json cannot be read"),
        ("another format", "run.json", '{"format": 99}', "its format is not known"),
        ("findings cut short", "findings.parquet", "PAR1", "findings.parquet cannot be read"),
        ("findings gone", "findings.parquet", None, "findings.parquet cannot be read"),
    ],
)
def test_a_damaged_run_folder_is_refused(ask, a_run, story, file, content, said):
    (a_run / file).unlink()
    if content is not None:
        (a_run / file).write_text(content, encoding="utf-8")
    found = ask("explain", "#1", "--run", a_run)
    assert found.status == 2 and said in found.err


def test_a_run_that_is_not_there_is_refused(ask, tmp_path):
    assert ask("explain", "#1", "--run", tmp_path / "none").status == 2


def test_what_changed_since_the_run_is_told(ask, a_run):
    number = number_of(a_run, "payments_equal_the_amount_paid")
    controls = json.loads((a_run / "controls.json").read_text(encoding="utf-8"))
    controls["payments_equal_the_amount_paid"]["fingerprint"] = "another"
    changed(a_run / "controls.json", **controls)
    changed(a_run / "parameters.json", **{"payment_tolerance.share": []})
    found = ask("explain", number, "--run", a_run)
    assert "The control computes something else today than in that run." in found.words
    assert "The values of payment_tolerance.share have changed since that run." in found.words


def test_a_finding_of_a_control_that_is_gone_is_refused(ask, the_run, monkeypatch):
    number = number_of(the_run, "amount_paid_adds_up")
    monkeypatch.delitem(KNOWN, "amount_paid_adds_up")
    found = ask("explain", number, "--run", the_run)
    assert found.status == 2 and "There is no control 'amount_paid_adds_up'" in found.err
