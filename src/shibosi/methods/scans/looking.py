"""What a file is: told by its first bytes, never by its name. It is taken, set apart with a reason, or refused.

Set apart is what may be a paper and cannot be looked at safely or at all; it is kept and proves nothing.
"""

import zipfile
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import PurePath

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import Phrase
from shibosi.methods.scans import documents, pictures
from shibosi.methods.scans.seen import ENCRYPTED, MACRO, Seen

PDF, JPEG, PNG = "pdf", "jpeg", "png"
MEDIA = {PDF: "application/pdf", JPEG: "image/jpeg", PNG: "image/png"}
"""Kinds that are taken, with their media type."""
ENDINGS = {"pdf": PDF, "jpg": JPEG, "jpeg": JPEG, "png": PNG}
MOST = 16 << 20
"""Bytes of a file. Our choice: some fifty pages scanned."""
FIRST = 1024
"""Bytes among which a PDF has to begin, as its readers allow."""
ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = "[Content_Types].xml"
LOCKED, SCRIPTED = "EncryptedPackage".encode("utf-16-le"), "_VBA_PROJECT".encode("utf-16-le")


class FileRefused(ShibosiError):
    """A file that is not taken as a paper."""

    code = "paper-file-refused"
    message = "The file '{file}' is not taken: {reason}."


@dataclass(frozen=True)
class Looked:
    """A file that is kept: `kind` is a key of `MEDIA` or "office", `digest` the SHA-256 of its bytes in hex."""

    kind: str
    size: int
    digest: str
    seen: Seen = field(default_factory=Seen)


def look(data: bytes, name: str = "") -> Looked:
    """What a file is and what is seen in it. `name` only has to agree with what is found. Raises FileRefused."""
    shown = PurePath(name).name[:100]
    if not data:
        raise FileRefused(file=shown, reason=Phrase("it is empty"))
    if len(data) > MOST:
        raise FileRefused(file=shown, reason=Phrase("it has more than {most} MB", most=MOST >> 20))
    kind = kind_of(data)
    if kind is None:
        raise FileRefused(file=shown, reason=Phrase("it is neither PDF nor JPEG nor PNG, whatever its name says"))
    digest = sha256(data).hexdigest()
    if kind in (ZIP, COMPOUND):
        return Looked("office", len(data), digest, Seen(reason=_office(data, kind, shown)))
    ending = PurePath(name).suffix.lower().removeprefix(".")
    if ending and ENDINGS.get(ending) != kind:
        reason = Phrase("its name says {ending}, but it is {kind}", ending=ending, kind=kind)
        raise FileRefused(file=shown, reason=reason)
    seen = documents.see(data) if kind == PDF else pictures.see(data)
    return Looked(str(kind), len(data), digest, seen)


def kind_of(data: bytes) -> str | bytes | None:
    """A kind that is taken, the first bytes of an office file, or None."""
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if b"%PDF-" in data[:FIRST]:
        return PDF
    return next((sign for sign in (ZIP, COMPOUND) if data.startswith(sign)), None)


def _office(data: bytes, kind: str | bytes, shown: str) -> str:
    """Why an office file is set apart; one without macro or password is refused, for a PDF can be made of it."""
    if kind == COMPOUND:
        if LOCKED in data:
            return ENCRYPTED
        if SCRIPTED in data:
            return MACRO
    elif any(name.lower().endswith("vbaproject.bin") for name in _names(data)):
        return MACRO
    elif OFFICE not in _names(data):
        raise FileRefused(file=shown, reason=Phrase("it is an archive; hand its files in one by one"))
    raise FileRefused(file=shown, reason=Phrase("it is an office file; hand it in as PDF"))


def _names(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError):
        return []
