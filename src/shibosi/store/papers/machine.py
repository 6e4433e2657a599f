"""The job that has the letters of photographs and scans read, where a reader is installed; each file once."""

from datetime import timedelta

from shibosi.methods.scans import documents, letters, pictures
from shibosi.methods.scans.looking import PDF
from shibosi.store import jobs, logbook
from shibosi.store.models import PaperFile
from shibosi.store.papers.files import bytes_of

JOB = "papers.read"
AT_ONCE = 50
"""Files of a run; the next hour has the others."""


@jobs.job(JOB, attempts=3, every=timedelta(hours=1))
def read(running: jobs.Running) -> dict[str, int]:
    """Read files that serve and have no text. Without a reader nothing is done, and files wait for one."""
    done = 0
    if letters.program() is None:
        return {"read": done}
    waiting = PaperFile.objects.filter(machine=False, looked_for__isnull=True, reason="").order_by("pk")
    for file in [one for one in waiting[: 10 * AT_ONCE] if not one.text][:AT_ONCE]:
        done += _read(file, running)
        running.progress(done)
    return {"read": done}


def _read(file: PaperFile, running: jobs.Running) -> int:
    """Read one file; what was read and that a machine did stands with it, and that it tried where nothing was."""
    now, data = running.clock(), bytes_of(file)
    some = documents.pictures_of(data) if file.kind == PDF else [data]
    text = letters.read([drawn for one in some if (drawn := pictures.drawn(one)) is not None])
    with logbook.at_its_end():
        changed = PaperFile.objects.filter(pk=file.pk, looked_for__isnull=True).update(
            text=text, machine=bool(text), looked_for=now
        )
        if changed and text:
            facts = {"digest": file.digest, "letters": len(text)}
            logbook.append([logbook.Entry("paper file read by machine", f"paper-file:{file.pk}", facts)], now)
    return int(bool(text))
