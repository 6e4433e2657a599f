"""What was handed in: odd but right, only headings, nothing of a kind, good beside bad."""

from pathlib import Path

from scenarios.telling import ANOTHER_BUYER, LATER, Tables, a_trade, as_csv, as_frame, check, found, problems, write

EVERYBODY = {"O-1", "O-2", "O-3"}


def quiet(folder: Path, tables: Tables) -> None:
    """The trade is read without a problem and says what it always says."""
    said, run = check(write(folder / "documents", tables), folder / "run", as_of=LATER)
    assert (said.status, problems(run), found(run)) == (1, [], {ANOTHER_BUYER})


def test_times_in_several_zones_are_one_moment(tmp_path):
    tables = a_trade()
    same = ["2026-03-02 11:00:00", "2026-03-02T03:00:00Z", "2026-03-01T22:00:00-05:00"]
    for row, text in zip(tables["order"], same, strict=True):
        row["reported_at"] = text
    quiet(tmp_path, tables)


def test_numbers_as_people_write_them(tmp_path):
    tables = a_trade()
    for row, text in zip(tables["payment"], ["318.2100000", " 318.21 ", "３１８．２１"], strict=True):
        row["amount"] = text
    quiet(tmp_path, tables)


def test_a_file_of_headings_only_was_handed_in(tmp_path):
    """Then payments are missing, as if each order had been looked up in vain."""
    documents = write(tmp_path / "documents", a_trade())
    (documents / "payment.csv").write_text(as_csv(a_trade()["payment"]).split("\n")[0] + "\n", encoding="utf-8")
    said, run = check(documents, tmp_path / "run", as_of=LATER)
    assert (said.status, problems(run)) == (1, [])
    assert found(run) == {ANOTHER_BUYER} | {(key, "payment_was_reported", "broken") for key in EVERYBODY}


def test_a_kind_that_nobody_hands_in_is_said_once(tmp_path):
    documents = write(tmp_path / "documents", a_trade())
    (documents / "payment.csv").unlink()
    said, run = check(documents, tmp_path / "run", as_of=LATER)
    assert said.status == 1
    assert "payment" in run.about["not_handed_in"] and "payment" in said.out
    assert found(run) == {ANOTHER_BUYER}


def test_a_good_file_beside_a_bad_one_of_its_kind(tmp_path):
    """The orders of the good file are settled, those that lack a payment may have theirs in the bad one."""
    tables = a_trade()
    good = as_frame(tables.pop("payment"))
    documents = write(tmp_path / "documents", tables)
    good[:1].write_csv(documents / "payment-1.csv")
    (documents / "payment-2.csv").write_bytes(good[1:].write_csv().encode("utf-16-le"))
    said, run = check(documents, tmp_path / "run", as_of=LATER)
    assert said.status == 2
    assert found(run) == {ANOTHER_BUYER} | {(key, "payment_was_reported", "undetermined") for key in ("O-2", "O-3")}


def test_a_folder_in_which_nothing_can_be_read_is_a_run_that_says_so(tmp_path):
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "payment.csv").write_bytes(b"")
    said, run = check(documents, tmp_path / "run", as_of=LATER)
    assert said.status == 2
    assert found(run) == set() and sum(run.about["dossiers"].values()) == 0
    assert [problem["code"] for problem in problems(run)] == ["empty-file"]
