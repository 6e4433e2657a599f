"""`shibosi log`: what fits and what does not, signed heads, proofs, bundles that verify offline."""

import base64
import json
import subprocess
import sys

import polars as pl
import pytest

from shibosi.cli.tests.conftest import changed
from shibosi.kernel.log.heads import VerifierKey, read_head
from shibosi.kernel.log.tree import verify_inclusion
from shibosi.kernel.runs import open_run


@pytest.fixture(autouse=True)
def no_key_in_the_environment(monkeypatch):
    """Keys come from options unless a test says otherwise."""
    monkeypatch.delenv("SHIBOSI_SIGNING_KEY", raising=False)
    monkeypatch.delenv("SHIBOSI_LOG_ORIGIN", raising=False)


def verdicts(answer):
    """What fits, by name."""
    return {one["check"]: one["fits"] for one in answer.data}


def test_a_run_as_it_was_written_fits_in_every_way(ask, the_run):
    found = ask("log", "verify", the_run, "--json")
    assert found.status == 0
    assert len(found.data) == 7 and all(verdicts(found).values())
    assert ask("log", "verify", the_run).out.count("fits – ") == 7
    assert "相符" in ask("log", "verify", the_run, language="zh").out


def edit_findings(folder):
    rows = open_run(folder).findings()
    rows.with_columns(pl.lit("broken").alias("outcome")).write_parquet(folder / "findings.parquet")


def drop_finding(folder):
    open_run(folder).findings().head(-1).write_parquet(folder / "findings.parquet")


def flip(folder, name):
    data = bytearray((folder / "log" / name).read_bytes())
    data[40] ^= 1
    (folder / "log" / name).write_bytes(bytes(data))


TREE = "the tree of the log, computed again from its leaves"
ROOT = "size and root of the log, as in run.json"
LEAVES = "run.json and every finding, as committed to in the log"
DIGEST = "the digest of the findings, as in run.json"
VALUES = "the values in force, as in run.json"
CONTROLS = "the controls, as in run.json"
COUNTS = "the counts of every outcome, as in run.json"


@pytest.mark.parametrize(
    ("story", "damage", "wrong"),
    [
        ("a finding changed", edit_findings, {LEAVES, DIGEST}),
        ("a finding taken out", drop_finding, {LEAVES, DIGEST}),
        ("the day changed", lambda run: changed(run / "run.json", as_of="2020-01-01"), {LEAVES}),
        ("an outcome changed", lambda run: changed(run / "run.json", outcomes={"broken": 0}), {LEAVES, COUNTS}),
        ("the root changed", lambda run: changed(run / "run.json", log={"size": 1, "root": "00"}), {ROOT}),
        ("no root", lambda run: changed(run / "run.json", log=None), {ROOT}),
        ("a value changed", lambda run: changed(run / "parameters.json", **{"waiting.days": []}), {VALUES}),
        ("controls damaged", lambda run: (run / "controls.json").write_text("{", encoding="utf-8"), {CONTROLS}),
        ("controls of another form", lambda run: (run / "controls.json").write_bytes(b"[1]"), {CONTROLS}),
        ("counts gone", lambda run: (run / "counts.csv").unlink(), {COUNTS}),
        ("findings damaged", lambda run: (run / "findings.parquet").write_bytes(b"PAR1"), {LEAVES, DIGEST}),
        ("a leaf of the log changed", lambda run: flip(run, "leaves"), {TREE, LEAVES}),
        ("a node of the log changed", lambda run: flip(run, "nodes"), {TREE}),
    ],
)  # fmt: skip
def test_whatever_was_changed_does_not_fit(ask, a_run, story, damage, wrong):
    damage(a_run)
    found = ask("log", "verify", a_run, "--json")
    assert found.status == 1
    assert wrong <= {name for name, fits in verdicts(found).items() if fits is False}
    assert "DOES NOT FIT" in ask("log", "verify", a_run).out


def test_the_finding_that_was_changed_is_named(ask, a_run):
    rows = open_run(a_run).findings().with_row_index("n")
    other = pl.when(pl.col("n") == 4).then(pl.lit("another")).otherwise(pl.col("key")).alias("key")
    rows.with_columns(other).drop("n").write_parquet(a_run / "findings.parquet")
    assert "finding 5 is not what was committed to" in ask("log", "verify", a_run).out


def test_a_log_that_is_gone_does_not_fit(ask, a_run):
    for file in (a_run / "log").iterdir():
        file.unlink()
    (a_run / "log").rmdir()
    found = ask("log", "verify", a_run)
    assert found.status == 1 and "There is no log in" in found.out


def test_without_the_key_contents_are_not_compared_and_the_rest_still_fits(ask, a_run):
    (a_run / "keys" / "run.key").unlink()
    found = ask("log", "verify", a_run, "--json")
    assert found.status == 0 and verdicts(found)[LEAVES] is None
    assert "not compared" in ask("log", "verify", a_run).out


def test_a_damaged_key_does_not_fit(ask, a_run):
    (a_run / "keys" / "run.key").write_text("short", encoding="utf-8")
    assert verdicts(ask("log", "verify", a_run, "--json"))[LEAVES] is False


def test_what_is_no_run_is_refused(ask, tmp_path):
    for asked in (("verify",), ("head", "--key", "k"), ("prove", "--finding", 1)):
        found = ask("log", asked[0], tmp_path, *asked[1:])
        assert found.status == 2 and "is no run folder" in found.err


# -- heads


def test_a_head_is_signed_by_a_key_made_on_demand(ask, the_run, tmp_path):
    key = tmp_path / "keys" / "log.pem"
    found = ask("log", "head", the_run, "--key", key, "--create-key", "--origin", "shop.example/log")
    public = VerifierKey.read(found.err.removeprefix("Public key: "))
    head = read_head(found.out, public)
    about = open_run(the_run).about["log"]
    assert (head.origin, head.size, head.root.hex()) == ("shop.example/log", about["size"], about["root"])
    assert key.stat().st_mode & 0o777 == 0o600
    again = ask("log", "head", the_run, "--key", key, "--origin", "shop.example/log")
    assert again.out == found.out


def test_key_and_name_may_come_from_the_environment(ask, the_run, tmp_path, monkeypatch):
    monkeypatch.setenv("SHIBOSI_SIGNING_KEY", str(tmp_path / "env.pem"))
    monkeypatch.setenv("SHIBOSI_LOG_ORIGIN", "env.example/log")
    found = ask("log", "head", the_run, "--create-key")
    assert found.out.startswith("env.example/log\n") and (tmp_path / "env.pem").exists()


@pytest.mark.parametrize(
    ("story", "options", "said"),
    [
        ("no key named", (), "There is no signing key: give --key FILE or set SHIBOSI_SIGNING_KEY"),
        ("no such key", ("--key", "none.pem"), "There is no key in none.pem"),
        ("a name with blanks", ("--key", "k.pem", "--origin", "my shop"), "'my shop' cannot name a log"),
        ("a name with a plus", ("--key", "k.pem", "--origin", "a+b"), "'a+b' cannot name a log"),
    ],
)
def test_a_head_without_a_good_key_or_name_is_refused(ask, the_run, tmp_path, monkeypatch, story, options, said):
    monkeypatch.chdir(tmp_path)
    found = ask("log", "head", the_run, *options)
    assert found.status == 2 and said in found.err and found.out == ""


def test_a_key_of_another_kind_is_refused(ask, the_run, tmp_path):
    (tmp_path / "k.pem").write_text("no key", encoding="utf-8")
    found = ask("log", "head", the_run, "--key", tmp_path / "k.pem")
    assert found.status == 2 and "is not a key of the kind needed" in found.err


def test_nothing_is_signed_for_a_log_that_is_not_that_of_the_run(ask, a_run, tmp_path):
    changed(a_run / "run.json", log={"size": 2, "root": "00"})
    found = ask("log", "head", a_run, "--key", tmp_path / "k.pem", "--create-key")
    assert found.status == 2 and "nothing is signed" in found.err
    assert not (tmp_path / "k.pem").exists()


# -- proofs and bundles


def test_an_inclusion_proof_verifies_and_shows_no_content(ask, the_run):
    found = ask("log", "prove", the_run, "--finding", 7)
    leaf, root, *proof = (
        base64.b64decode(text) for text in (found.data["leaf"], found.data["root"], *found.data["proof"])
    )
    assert verify_inclusion(found.data["index"], found.data["size"], leaf, proof, root)
    assert not verify_inclusion(8, found.data["size"], leaf, proof, root)
    recorded = open_run(the_run).findings().row(6, named=True)
    assert recorded["key"] not in found.out and found.data["finding"]["control"] == recorded["control"]


@pytest.mark.parametrize("number", [0, -1, 10**6])
def test_a_finding_that_is_not_there_is_not_proven(ask, the_run, number):
    found = ask("log", "prove", the_run, "--finding", number)
    assert found.status == 2 and "counted from 1" in found.err


@pytest.fixture
def bundled(ask, the_run, tmp_path):
    """Write a bundle of findings with a fresh key: where, and the answer."""

    def make(*options, run=the_run):
        out = tmp_path / "out" / "bundle.json"
        return out, ask("log", "bundle", run, "--out", out, "--key", tmp_path / "k.pem", "--create-key", *options)

    return make


def verified(out, *options):
    """The verifier beside a bundle, run by itself."""
    return subprocess.run(
        [sys.executable, "-I", str(out.with_name("verifier.py")), str(out), *options], capture_output=True, text=True
    )  # fmt: skip


def test_a_bundle_verifies_with_nothing_but_the_verifier_beside_it(bundled, the_run):
    out, found = bundled("--finding", 2, "--finding", 5)
    assert found.status == 0
    key = found.out.split("--key '")[1].split("'")[0]
    run = verified(out, "--key", key)
    assert run.returncode == 0 and "VERIFIED" in run.stdout
    entries = json.loads(out.read_text(encoding="utf-8"))["entries"]
    assert [entry["index"] for entry in entries] == [0, 2, 5]
    assert json.loads(entries[1]["text"])["control"] == open_run(the_run).findings()["control"][1]


def test_a_bundle_that_was_changed_does_not_verify(bundled):
    out, _ = bundled("--finding", 2)
    out.write_text(out.read_text(encoding="utf-8").replace("broken", "held", 1), encoding="utf-8")
    assert verified(out).returncode == 1


def test_all_findings_of_a_control_are_bundled(bundled, the_run):
    control = "payer_is_the_buyer"
    out, _ = bundled("--control", control)
    wanted = (open_run(the_run).findings()["control"] == control).arg_true().to_list()
    assert [entry["index"] for entry in json.loads(out.read_text(encoding="utf-8"))["entries"]] == [
        0,
        *(at + 1 for at in wanted),
    ]


@pytest.mark.parametrize(
    ("story", "options", "said"),
    [
        ("nothing chosen", (), "Name findings (--finding) or a control (--control)."),
        ("no such finding", ("--finding", 10**6), "counted from 1"),
        ("no such control", ("--control", "payer_is_the_byer"), "Did you mean 'payer_is_the_buyer'?"),
        ("a control without findings", ("--control", "goods_are_on_the_positive_list"), "has no finding of control"),
    ],
)
def test_a_bundle_of_nothing_is_refused(bundled, story, options, said):
    out, found = bundled(*options)
    assert found.status == 2 and said in found.err and not out.exists()


def test_a_finding_that_was_changed_cannot_be_bundled(bundled, a_run):
    edit_findings(a_run)
    rows = open_run(a_run).findings().height
    out, found = bundled(*(word for number in range(1, rows + 1) for word in ("--finding", number)), run=a_run)
    assert found.status == 2 and "is not a commitment to the content given" in found.err and not out.exists()


def test_without_the_key_of_the_run_nothing_can_be_shown(bundled, a_run):
    (a_run / "keys" / "run.key").unlink()
    out, found = bundled("--finding", 1, run=a_run)
    assert found.status == 2 and "There is no key in" in found.err and not out.exists()


def test_another_file_called_verifier_is_not_written_over(bundled, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "verifier.py").write_text("print('mine')\n", encoding="utf-8")
    out, found = bundled("--finding", 1)
    assert found.status == 2 and "is another file" in found.err and not out.exists()
    assert (tmp_path / "out" / "verifier.py").read_text(encoding="utf-8") == "print('mine')\n"
