"""Text files made to hurt: bombs, endless cells, torn archives. Nothing raises, memory stays bounded."""

import gzip
import resource
import time

import pytest

from shibosi.methods.formats.limits import Limits
from shibosi.methods.formats.tables import iter_tables, read_tables
from shibosi.methods.formats.tests.making import codes, file_of, only_table

KIB = 1024


def test_a_cell_over_the_limit_is_left_out(tmp_path):
    limits = Limits(cell_bytes=100)
    rows = "a,b\n1," + "x" * 100 + "\n2," + "x" * 101 + '\n3,"' + "中" * 34 + '"\n4,y\n'
    table, problems = only_table(file_of(tmp_path, rows), limits)
    assert table.frame["b"].to_list() == ["x" * 100, None, None, "y"]
    assert [(p.code, p.place) for p in problems] == [
        ("cell-too-long", "row 3, column b"), ("cell-too-long", "row 4, column b"),
    ]  # fmt: skip


def test_a_line_over_the_limit_is_skipped_and_counted(tmp_path):
    path = file_of(tmp_path, "a,b\n1,2\n" + "x" * 5_000_000 + "\n3,4\n")
    table, problems = only_table(path, Limits(row_bytes=1000 * KIB))
    assert table.frame.rows() == [("1", "2"), (None, None), ("3", "4")]
    assert [(p.code, p.row, p.key_lost) for p in problems] == [("row-too-long", 1, True)]


def test_a_mark_that_never_closes_costs_one_row(tmp_path):
    path = file_of(tmp_path, 'a,b\n1,"x\n' + "2,3\n" * 1000)
    table, problems = only_table(path, Limits(row_bytes=400))
    assert (table.frame.height, codes(problems)) == (1001, ["open-quote"])
    assert table.frame.rows()[1:] == [("2", "3")] * 1000


def test_marks_left_open_again_and_again_do_not_cost_forever(tmp_path):
    path = file_of(tmp_path, "a,b\n" + '"a",b"c,"d\n' * 200_000)
    started = time.process_time()
    tables, problems = read_tables(path)
    assert time.process_time() - started < 20
    assert codes(problems)[-1] == "too-many-open-quotes"
    assert tables[0].frame.height == 20


def test_packed_files_are_read(tmp_path):
    table, problems = only_table(file_of(tmp_path, gzip.compress(b"a,b\n1,2\n"), "orders.csv.gz"))
    assert (table.frame.rows(), problems) == ([("1", "2")], [])


def test_a_packed_file_cut_off_gives_what_came_before(tmp_path):
    whole = gzip.compress(b"a,b\n" + b"".join(b"%d,%d\n" % (n, n * 7919 % 10_007) for n in range(50_000)))
    tables, problems = read_tables(file_of(tmp_path, whole[: len(whole) // 2], "orders.csv.gz"))
    assert 10_000 < tables[0].frame.height < 40_000
    assert (problems[-1].code, problems[-1].key_lost) == ("torn-archive", True)


@pytest.mark.parametrize("name", ["orders.csv.gz", "orders.jsonl.gz"])
def test_a_packed_file_of_noise_is_told(tmp_path, name):
    assert codes(read_tables(file_of(tmp_path, b"\x1f\x8b\x08" + b"\xff" * 50, name))[1]) == ["torn-archive"]


@pytest.mark.parametrize(
    ("limits", "code"),
    [(Limits(ratio_floor=100 * KIB), "unpacks-too-far"), (Limits(file_bytes=100 * KIB), "unpacks-too-large")],
)
def test_a_bomb_is_refused_whole(tmp_path, limits, code):
    bomb = file_of(tmp_path, gzip.compress(b"a,b\n" + b"1,2\n" * 200_000), "orders.csv.gz")
    tables, problems = read_tables(bomb, limits=limits)
    assert (tables, [(p.code, p.key_lost) for p in problems]) == ([], [(code, True)])


def test_a_plain_file_over_the_limit_is_read_up_to_it(tmp_path):
    path = file_of(tmp_path, "a,b\n" + "1,2\n" * 2_000_000)
    tables, problems = read_tables(path, limits=Limits(file_bytes=5_000_000))
    assert 500_000 < tables[0].frame.height < 2_000_000
    assert (problems[-1].code, problems[-1].key_lost) == ("too-large", True)


def test_a_missing_file_is_a_problem(tmp_path):
    assert codes(read_tables(tmp_path / "none.csv")[1]) == ["cannot-open"]


@pytest.mark.slow
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_of_a_gigabyte_is_streamed_past(tmp_path, quote):
    path = tmp_path / "orders.csv"
    with path.open("wb") as file:
        file.write(f"a,b\n1,{quote}".encode())
        for _ in range(1024):
            file.write(b"x" * 1024 * KIB)
        file.write(f"{quote}\n2,3\n".encode())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rows = [row for tables, _ in iter_tables(path) for table in tables for row in table.frame.rows()]
    path.unlink()
    assert rows == [(None, None), ("2", "3")]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * KIB
