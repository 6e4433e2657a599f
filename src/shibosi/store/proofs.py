"""Proofs about the log: signed heads, and bundles that verify without this software (`kernel.log.verifier`)."""

import base64
import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.log.bundle import FORMAT, VERSION
from shibosi.kernel.log.heads import Head, VerifierKey, sign_head
from shibosi.kernel.log.keys import signing_key
from shibosi.settings import home, log_origin, signing_key_file
from shibosi.store import logbook
from shibosi.store.models import LogEntry, LogHead

ORIGIN = "shibosi.local/log"
"""What heads call the log where no setting does."""
MOST = 500
"""Entries of one bundle."""
KEPT_EVERY = timedelta(hours=24)


class NoSuchSize(ShibosiError):
    """A size the log never had."""

    code = "no-such-size"
    message = "The log has {size} entries; a head or proof is of 1 to {size}."


def signed_head(size: int | None = None) -> tuple[str, VerifierKey]:
    """The signed head of the log, or of its first `size` entries, and the key it verifies with. Raises NoSuchSize.

    The key is that of SHIBOSI_SIGNING_KEY, else one of the server's own folder, made on first use.
    """
    length = checked(size)
    key = signing_key(signing_key_file() or home() / "signing.pem", create=True)
    count, root = logbook.head(length)
    origin = log_origin() or ORIGIN
    return sign_head(Head(origin, count, root), key), VerifierKey.of(origin, key)


def bundle(entries: Iterable[LogEntry], older: int | None = None) -> str:
    """Entries with their contents under the head of today, as JSON text; with `older` that the log grew from that size.

    An entry whose content was erased is proven without it. Raises NoSuchSize.
    """
    head, key = signed_head()
    size = logbook.size()
    made: dict[str, object] = {
        "format": FORMAT, "version": VERSION, "head": head, "key": str(key),
        "entries": [_shown(entry, size) for entry in entries],
    }  # fmt: skip
    if older is not None:
        proof = logbook.consistency(checked(older), size)
        made["older"] = {"head": signed_head(older)[0], "proof": [_base64(part) for part in proof]}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def keep_head(now: datetime) -> LogHead | None:
    """Sign and keep the head of today, once a day, where the log grew since the last that was kept.

    Whoever compares heads of different days with the log sees that nothing before them was changed.
    """
    size, last = logbook.size(), LogHead.objects.order_by("-size").first()
    if size == 0 or (last is not None and (last.size == size or now - last.at < KEPT_EVERY)):
        return None
    return LogHead.objects.get_or_create(size=size, defaults={"note": signed_head(size)[0], "at": now})[0]


def checked(size: int | None) -> int:
    """A size the log had: that of today where none is named. Raises NoSuchSize."""
    now = logbook.size()
    if now == 0 or (size is not None and not 1 <= size <= now):
        raise NoSuchSize(size=now)
    return now if size is None else size


def _shown(entry: LogEntry, size: int) -> dict[str, object]:
    proof = [_base64(part) for part in logbook.inclusion(entry.position, size)]
    if entry.content is None or entry.salt is None:
        return {"index": entry.position, "leaf": _base64(bytes(entry.leaf)), "proof": proof}
    return {"index": entry.position, "salt": _base64(bytes(entry.salt)), "text": entry.content, "proof": proof}


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
