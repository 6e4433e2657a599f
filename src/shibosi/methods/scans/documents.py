"""PDF: whether it opens, whether it does anything by itself, and the text in it. Bounded in pages, letters and time."""

from io import BytesIO
from time import process_time
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from shibosi.methods.scans.seen import ACTIVE, BROKEN, ENCRYPTED, HUGE, Seen

MOST_PAGES, MOST_READ, MOST_LETTERS, SECONDS = 500, 30, 100_000, 5
"""Pages of a file and pages read, letters kept, seconds of work. Our choice: papers have few pages."""
MOST_SCANNED = 3
"""Pages of a scan whose letters are read. Our choice: a licence has one or two."""
PHOTOGRAPH = "/DCTDecode"
"""How a photograph is stored in a PDF."""
DAMAGE = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OverflowError,
          NotImplementedError, UnicodeError, EOFError, AssertionError, ZeroDivisionError)  # fmt: skip
"""What reading a damaged file raises."""
SCRIPTS = ("/JavaScript", "/EmbeddedFiles")
ACTIONS = ("/JavaScript", "/Launch", "/ImportData")


def see(data: bytes) -> Seen:
    """What is seen in a PDF; its pages stand upright as it says itself."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return Seen(reason=ENCRYPTED)
        if _acts(reader):
            return Seen(reason=ACTIVE)
        count = len(reader.pages)
        if count > MOST_PAGES:
            return Seen(pages=count, reason=HUGE)
        if not count:
            return Seen(pages=0, reason=BROKEN)
        return Seen(count, _text(reader), int(reader.pages[0].rotation) % 360)
    except DAMAGE:
        return Seen(pages=0, reason=BROKEN)


def pictures_of(data: bytes) -> list[bytes]:
    """The photographs (JPEG) that the first pages of a PDF consist of, the largest of each page, as they are stored."""
    found: list[bytes] = []
    try:
        for page in PdfReader(BytesIO(data)).pages[:MOST_SCANNED]:
            things: Any = page.get("/Resources", {}).get("/XObject", {}).get_object().values()
            some = [one.get_object() for one in things]
            kept = [one._data for one in some if one.get("/Filter") in (PHOTOGRAPH, [PHOTOGRAPH])]
            found += [max(kept, key=len)] if kept else []
    except DAMAGE:
        return found
    return found


def _text(reader: PdfReader) -> str:
    """The text of the first pages, until there is enough of it or it takes too long."""
    began, found, size = process_time(), [], 0
    for page in reader.pages[:MOST_READ]:
        text = page.extract_text() or ""
        found.append(text)
        size += len(text)
        if size > MOST_LETTERS or process_time() - began > SECONDS:
            break
    return "\n".join(found).strip()[:MOST_LETTERS]


def _acts(reader: PdfReader) -> bool:
    """Whether it runs something when it is opened, or carries other files."""
    root: Any = reader.trailer["/Root"].get_object()
    names = root.get("/Names")
    if names is not None and any(name in names.get_object() for name in SCRIPTS):
        return True
    opened = root.get("/OpenAction")
    action = opened.get_object() if opened is not None else None
    return isinstance(action, dict) and action.get("/S") in ACTIONS
