"""What a file is: taken, set apart with a reason, or refused; whatever its name says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.scans import looking
from shibosi.methods.scans.looking import FileRefused, look
from shibosi.methods.scans.seen import ACTIVE, BROKEN, ENCRYPTED, MACRO, REASONS, SIDEWAYS
from shibosi.methods.scans.tests.samples import compound, office, pdf, scan


@pytest.mark.parametrize(
    ("story", "data", "reason"),
    [
        ("a PDF with text", pdf(), ""),
        ("a scan that stands upright", scan(), ""),
        ("a scan as PNG", scan(kind="PNG"), ""),
        ("a PDF locked with a password", pdf(password="secret"), ENCRYPTED),
        ("a PDF that runs a script", pdf(script=True), ACTIVE),
        ("a PDF cut short", pdf()[:300], BROKEN),
        ("a picture cut short", scan()[:200], BROKEN),
        ("a scan turned sideways", scan(sideways=True), SIDEWAYS),
        ("a workbook with a macro", office("[Content_Types].xml", "xl/vbaProject.bin"), MACRO),
        ("an old document with a macro", compound("_VBA_PROJECT"), MACRO),
        ("a workbook with a password", compound("EncryptedPackage"), ENCRYPTED),
    ],
)
def test_why_a_file_is_set_apart(story, data, reason):
    assert look(data).seen.reason == reason


@pytest.mark.parametrize(
    ("story", "data", "name", "because"),
    [
        ("nothing in it", b"", "a.pdf", "it is empty"),
        ("a program that calls itself PDF", b"MZ\x90\x00" + bytes(2000), "a.pdf", "neither PDF nor JPEG nor PNG"),
        ("a picture that calls itself PDF", scan(), "licence.pdf", "its name says pdf, but it is jpeg"),
        ("an office file without a macro", office("[Content_Types].xml", "word/document.xml"), "a.docx", "as PDF"),
        ("an archive", office("a.pdf", "b.pdf"), "a.zip", "one by one"),
        ("an old office file", compound("Workbook"), "a.xls", "as PDF"),
    ],
)
def test_what_is_refused(story, data, name, because):
    with pytest.raises(FileRefused) as mistake:
        look(data, name)
    assert because in mistake.value.sentence()


def test_a_file_of_500_mb_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(looking, "kind_of", None)
    with pytest.raises(FileRefused) as mistake:
        look(bytes(500 << 20), "scan.pdf")
    assert "more than 16 MB" in mistake.value.sentence()


@pytest.mark.parametrize(("orientation", "turned"), [(0, 0), (1, 0), (6, 270), (8, 90), (3, 180)])
def test_a_photograph_is_set_upright_as_the_camera_says(orientation, turned):
    held = scan(sideways=orientation == 6, orientation=orientation)
    assert look(held).seen.turned == turned


def test_a_photograph_the_camera_calls_turned_is_not_set_apart():
    assert look(scan(sideways=True, orientation=6)).seen.reason == ""


def test_the_text_of_a_pdf_is_read_and_that_of_a_scan_is_not():
    assert "91110000600037341L" in look(pdf()).seen.text
    assert look(scan()).seen.text == ""


def test_a_file_has_the_digest_of_its_bytes():
    assert look(pdf("A")).digest != look(pdf("B")).digest == look(pdf("B")).digest


STARTS = [b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"]


@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_no_bytes_break_it(start, rest):
    try:
        seen = look(start + rest).seen
    except FileRefused:
        return
    assert seen.reason == "" or seen.reason in REASONS
