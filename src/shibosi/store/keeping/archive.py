"""The archive of a backup: a zip of rows by table and files of the server, with a manifest that tells each part.

    manifest.json      version, migrations, tables with columns, counts and digests, files, head of the log
    manifest.mac       HMAC-SHA-256 of the manifest under a key derived from the seal of the server
    tables/NAME.jsonl  the rows of a table, a JSON array a line
    files/PATH         files of the server's folder

Knows no database. An archive has its name only when it is whole.
"""

import hmac
import json
import os
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.log.commitments import canonical
from shibosi.kernel.words import Phrase

FORMAT = 1
MANIFEST, MAC = "manifest.json", "manifest.mac"
LEVEL = 3
PIECE = 1 << 20
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, UnicodeDecodeError, ValueError)
"""What reading a cut or changed zip raises."""


class BackupThere(ShibosiError):
    """A backup that would overwrite something."""

    code = "backup-there"
    message = "{file} is there already; give the backup another name."


class BackupNotWritten(ShibosiError):
    """The disk refused. Nothing is left of the backup."""

    code = "backup-not-written"
    message = "The backup {file} could not be written: {reason}."


class BrokenBackup(ShibosiError):
    """An archive that is not what was written. Nothing was restored."""

    code = "broken-backup"
    message = "{file} cannot be used: {reason}. Nothing was changed."


class WrongKey(ShibosiError):
    """The key of the server is not the one the backup was written with."""

    code = "wrong-key"
    message = (
        "{file} was written with another key, and without it what is sealed never opens again. Put the file 'seal' of "
        "the old server into {home}, or set SHIBOSI_SEAL. Nothing was changed."
    )


class Part:
    """A part of an archive as it is written: counts and digests what passes."""

    def __init__(self, into: IO[bytes]) -> None:
        self.into = into
        self.digest = sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        """Write some bytes."""
        self.into.write(data)
        self.digest.update(data)
        self.size += len(data)

    def told(self) -> dict[str, Any]:
        """What the manifest says of it."""
        return {"size": self.size, "sha256": self.digest.hexdigest()}


class Writer:
    """Writes an archive part by part. Use `writing`."""

    def __init__(self, zip_: zipfile.ZipFile) -> None:
        self.zip = zip_

    @contextmanager
    def part(self, name: str) -> Iterator[Part]:
        """A part to write into."""
        with self.zip.open(zipfile.ZipInfo(name), "w", force_zip64=True) as into:
            yield Part(into)

    def file(self, name: str, path: Path) -> dict[str, Any]:
        """A file as a part; what the manifest says of it."""
        with self.part(name) as part, path.open("rb") as source:
            while piece := source.read(PIECE):
                part.write(piece)
        return part.told()

    def finish(self, manifest: dict[str, Any], seal: bytes) -> None:
        """The manifest and its MAC, last."""
        text = canonical({"format": FORMAT, **manifest, "key": key_mark(seal)})
        for name, data in ((MANIFEST, text), (MAC, mac(text, seal).encode())):
            with self.part(name) as part:
                part.write(data)


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """An archive that takes its name when all went well. Raises BackupThere, BackupNotWritten."""
    if target.exists():
        raise BackupThere(file=target)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as zip_:
                yield Writer(zip_)
            file.flush()
            os.fsync(file.fileno())
        os.link(partial, target)
    except FileExistsError as mistake:
        raise BackupThere(file=target) from mistake
    except OSError as mistake:
        raise BackupNotWritten(file=target, reason=mistake.strerror or str(mistake)) from mistake
    finally:
        partial.unlink(missing_ok=True)


class Reader:
    """An archive that is read: `manifest` as it was written. Use `reading`."""

    def __init__(self, path: Path, zip_: zipfile.ZipFile) -> None:
        self.path = path
        self.zip = zip_
        self.text = self._whole(MANIFEST)
        self.manifest: dict[str, Any] = json.loads(self.text)
        if self.manifest.get("format") != FORMAT:
            raise BrokenBackup(file=path, reason=Phrase("its format is not known to this version"))

    def secrets(self) -> dict[str, str]:
        """The secrets in it by name; none, unless they were asked for."""
        return dict(self.manifest.get("secrets") or {})

    def check_key(self, seal: bytes, home: Path) -> None:
        """Whether key and manifest belong together. Raises WrongKey, BrokenBackup."""
        if self.manifest["key"] != key_mark(seal):
            raise WrongKey(file=self.path, home=home)
        if not hmac.compare_digest(self._whole(MAC).decode(), mac(self.text, seal)):
            raise BrokenBackup(file=self.path, reason=Phrase("its manifest was changed"))

    def parts(self) -> dict[str, dict[str, Any]]:
        """Every part the manifest tells of, by its name in the archive."""
        tables = {f"tables/{name}.jsonl": told for name, told in self.manifest["tables"].items()}
        return tables | {f"files/{name}": told for name, told in self.manifest["files"].items()}

    def check_parts(self, progress: Callable[[str, int, int], None] | None = None) -> None:
        """Whether every part is what the manifest says. Raises BrokenBackup."""
        parts = self.parts()
        for number, (name, told) in enumerate(parts.items(), 1):
            self.check(name, told)
            if progress is not None:
                progress(name, number, len(parts))

    def check(self, name: str, told: dict[str, Any]) -> None:
        """Whether a part is what the manifest says. Raises BrokenBackup."""
        digest = sha256()
        for piece in self.pieces(name):
            digest.update(piece)
        if digest.hexdigest() != told["sha256"]:
            raise BrokenBackup(file=self.path, reason=Phrase("{part} was changed", part=name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part, piece by piece. Raises BrokenBackup."""
        try:
            with self.zip.open(name) as part:
                while piece := part.read(PIECE):
                    yield piece
        except (*DAMAGE, OSError) as mistake:
            raise BrokenBackup(file=self.path, reason=Phrase("{part} was changed", part=name)) from mistake

    def lines(self, name: str) -> Iterator[list[Any]]:
        """The rows of a table. Raises BrokenBackup."""
        left = b""
        for piece in self.pieces(name):
            *lines, left = (left + piece).split(b"\n")
            yield from map(json.loads, lines)

    def extract(self, name: str, folder: Path) -> None:
        """Write a file of the archive below a folder. Raises BrokenBackup where its name leads out of it."""
        inside = PurePosixPath(name)
        if inside.is_absolute() or ".." in inside.parts:
            raise BrokenBackup(file=self.path, reason=Phrase("{part} leads out of its folder", part=name))
        path = folder / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            for piece in self.pieces(f"files/{name}"):
                out.write(piece)

    def _whole(self, name: str) -> bytes:
        return b"".join(self.pieces(name))


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """An archive to read. Raises BrokenBackup."""
    try:
        zip_ = zipfile.ZipFile(path)
        reader = Reader(path, zip_)
    except BrokenBackup:
        raise
    except DAMAGE as mistake:
        raise BrokenBackup(file=path, reason=Phrase("it was cut short, changed, or is no backup")) from mistake
    with zip_:
        yield reader


def bytes_of(text: str) -> bytes:
    """Bytes as a row of an archive has them."""
    return b64decode(text)


def key_mark(seal: bytes) -> str:
    """What tells one key from another and says nothing of it."""
    return hmac.new(seal, b"shibosi backup key", sha256).hexdigest()[:32]


def mac(text: bytes, seal: bytes) -> str:
    """The MAC of a manifest."""
    return hmac.new(hmac.new(seal, b"shibosi backup", sha256).digest(), text, sha256).hexdigest()
