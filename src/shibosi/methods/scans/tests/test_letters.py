"""Letters of pictures: by a program of its own, bounded; without it nothing is read."""

import os
import stat

import pytest

from shibosi.methods.scans import documents, letters, pictures
from shibosi.methods.scans.tests.samples import pdf, scan, scanned

SAYS = """#!/bin/sh
if [ "$1" = "--list-langs" ]; then echo "List of available languages (2):"; echo chi_sim; echo eng; exit 0; fi
{body}
"""


@pytest.fixture
def reader(tmp_path, monkeypatch):
    """Puts a program in the reader's place; it gets the picture on standard input."""

    def install(body):
        path = tmp_path / letters.PROGRAM
        path.write_text(SAYS.format(body=body), encoding="utf-8")
        path.chmod(stat.S_IRWXU)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        letters.languages.cache_clear()

    yield install
    letters.languages.cache_clear()


def test_nothing_is_read_without_the_program(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert letters.program() is None and letters.read([pictures.drawn(scan())]) == ""


def test_the_program_is_given_the_picture_the_languages_and_nothing_else(reader, monkeypatch):
    monkeypatch.setenv("SHIBOSI_SEAL", "0" * 64)
    reader('head -c 4 | tail -c 3; echo; echo "$@"; env')
    told = letters.read([pictures.drawn(scan())])
    assert told.startswith("PNG") and "stdin stdout -l chi_sim+eng --psm 3" in told and "SHIBOSI" not in told


@pytest.mark.parametrize(
    ("story", "body"),
    [("it fails", "echo half; exit 1"), ("it writes without end", "cat /dev/zero > big; echo x"),
     ("it is no program", "exec /nowhere")],
)  # fmt: skip
def test_a_program_that_fails_reads_nothing(story, body, reader, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(letters, "MOST_WRITTEN", 1 << 16)
    reader(body)
    assert letters.read([b"x"]) == "" or story == "it writes without end"
    assert not (tmp_path / "big").exists() or (tmp_path / "big").stat().st_size <= 1 << 16


def test_a_program_that_takes_too_long_is_stopped(reader, monkeypatch):
    monkeypatch.setattr(letters, "SECONDS", 0.2)
    reader("exec sleep 60")
    assert letters.read([b"x"]) == ""


def test_a_scan_in_a_pdf_has_its_picture_taken_out():
    assert documents.pictures_of(scanned()) == [scan()] and documents.pictures_of(pdf()) == []
    assert documents.pictures_of(b"%PDF-1.4 broken") == []


@pytest.mark.parametrize(("story", "data"), [("cut", scan()[:200]), ("no picture", b"x"), ("empty", b"")])
def test_what_is_no_picture_is_not_drawn(story, data):
    assert pictures.drawn(data) is None


def test_a_picture_is_drawn_upright():
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(pictures.drawn(scan(orientation=6)))) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (850, 600))
