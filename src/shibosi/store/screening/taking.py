"""Taking a watch-list over: its file becomes the version in force, or the version before stays and says why.

Allowed to administrators; written to the log either way. Everybody whom a change may mean is screened again.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from shibosi.methods.watchlists.entries import UnreadableList
from shibosi.methods.watchlists.keeping import Difference, ShrunkList
from shibosi.store import jobs, logbook
from shibosi.store.allowing import allowed
from shibosi.store.screening.due import JOB
from shibosi.store.screening.lists import kept
from shibosi.store.viewers import Viewer

VERB = "screening.lists"
MOST = 16 << 20
"""Bytes of a file that comes in over the web, packed as it may be; larger ones are taken over on the server."""
LONGEST = 100
TAKEN, FAILED = "watch-list taken over", "watch-list not taken over"


def take(viewer: Viewer, name: str, file: str, contents: bytes, shrinking: bool = False) -> Difference:
    """Put a file in force under a name; answers what changed. `file` is what it was called.

    Raises Forbidden, UnknownList for a name no list can have, UnreadableList and ShrunkList (then nothing changed).
    """
    allowed(viewer, VERB)
    told = {"by": viewer.by, "file": Path(file).name[:LONGEST]}
    with TemporaryDirectory() as folder:
        path = Path(folder) / (Path(file).name[-LONGEST:] or "list")
        path.write_bytes(contents)
        try:
            found = kept().take(path, name, viewer.now, shrinking)
        except (UnreadableList, ShrunkList) as mistake:
            _note(viewer, FAILED, name, {**told, "because": mistake.code})
            raise
    counts = {"added": len(found.added), "removed": len(found.removed), "changed": len(found.changed)}
    _note(viewer, TAKEN, name, {**told, **counts, "version": kept().version(name).version})
    jobs.ask(JOB, viewer.now, viewer.by, only_one=JOB)
    return found


def _note(viewer: Viewer, what: str, name: str, told: dict[str, object]) -> None:
    with logbook.at_its_end():
        logbook.append([logbook.Entry(what, f"watch-list:{name}", told)], viewer.now)
