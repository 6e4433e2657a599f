"""Servers to be measured and to be killed: processes of their own on a home of their own, with clients that hand in.

A server is started in a session of its own and killed as a group: granian's children die with it.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from benchmarks.measuring import ROOT

WAIT = 120
LIMIT = 6_000
TOKENS = """
from datetime import UTC, datetime, timedelta
from shibosi.settings import start_django
start_django()
from shibosi.store.running import make_tables
make_tables()
from shibosi.store.models import Account, Role
from shibosi.store.tokens import FOR_TOKENS, issue
now = datetime.now(UTC)
who = Account.objects.create_account("bench@localhost.localdomain", role=Role.ADMINISTRATOR.value)
for _ in range({count}):
    print(issue(who, "bench", FOR_TOKENS, now + timedelta(days=2), now, "bench").text)
"""
TRADE = """
import json, sys
from shibosi.example.part import make_part
from shibosi.kernel.records import record
from shibosi.domains import registry
registry.load()
from shibosi.settings import start_django
start_django()
from shibosi.store.intake.tables import documents
from shibosi.api.showing import value_of
from benchmarks.moving import as_it_happens
from datetime import date
frames = make_part({seed}, 0, {orders}, {faults}).frames
if {recent}:
    frames = as_it_happens(frames, date.today())
frames = {{kind: frame.drop("at") for kind, frame in frames.items()}}
for one in documents(frames):
    rows = {{kind: [{{name: value_of(kind, name, value) for name, value in zip(record(kind).columns, row)
                      if value is not None}} for row in some] for kind, some in one.rows.items()}}
    head = rows.pop(one.kind)[0]
    print(json.dumps({{"kind": one.kind, "values": head, "lines": rows}}, ensure_ascii=False))
"""
STATE = """
import json
from datetime import UTC, datetime
from shibosi.settings import start_django
start_django()
from django.db.models import Count
from shibosi.runs.working import JOB
from shibosi.store import jobs
from shibosi.store.actions.runs import start
from shibosi.store.keeping.whole import check_log
from shibosi.store.models import Document, Finding, Job, LogEntry, Receipt, Role, Run
from shibosi.store.viewers import WHOLE, Viewer
size, root = check_log()
now = datetime.now(UTC)
Job.objects.filter(state__in=["waiting", "running"]).delete()
run = start(Viewer("bench", now, Role.ADMINISTRATOR, WHOLE))
assert jobs.work_once(lambda: now).state == "done"
run.refresh_from_db()
logged = LogEntry.objects.filter(what="document").count()
twice = Document.objects.values("kind", "number", "digest").annotate(n=Count("pk")).filter(n__gt=1).count()
print(json.dumps({"documents": Document.objects.count(), "receipts": Receipt.objects.count(), "logged": logged,
    "twice": twice, "log": size, "findings": Finding.objects.filter(resolved_at__isnull=True).count(),
    "otherwise": sum(run.changed.values())}))
"""

DOSSIERS = """
from shibosi.settings import start_django
start_django()
from shibosi.store.models import DossierState
print(DossierState.objects.count())
"""


class Home:
    """A server's folder and database, with the processes on it."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder = folder
        self.environment = {
            **os.environ, "SHIBOSI_HOME": str(folder), "SHIBOSI_DATABASE": database, "PYTHONUNBUFFERED": "1",
            "SHIBOSI_LOG_LEVEL": "ERROR", "PYTHONPATH": str(ROOT / "src"), "LANG": "C.UTF-8",
        }  # fmt: skip
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def python(self, code: str) -> str:
        """What a piece of Python says on this home."""
        ran = subprocess.run([sys.executable, "-c", code], env=self.environment, capture_output=True, text=True)
        if ran.returncode:
            raise RuntimeError(ran.stderr[-2000:])
        return ran.stdout

    def tokens(self, count: int) -> list[str]:
        """Tables and tokens; each may ask so often, so that many clients need several."""
        return self.python(TOKENS.format(count=count)).split()

    def state(self) -> dict[str, int]:
        """What is stored, whether the log verifies, and how many findings a full run over it gives otherwise."""
        found: dict[str, int] = json.loads(self.python(STATE).splitlines()[-1])
        return found

    def dossiers(self) -> int:
        """How many dossiers of all kinds are stored."""
        return int(self.python(DOSSIERS).splitlines()[-1])

    def start(self, name: str, *arguments: str, limit: int = 0) -> None:
        """Start a process in a session of its own; `limit`: the largest file it may write, in bytes."""
        before = ["prlimit", f"--fsize={limit}"] if limit else []
        with (self.folder.parent / f"{name}.said").open("ab") as said:
            self.running[name] = subprocess.Popen(
                [*before, sys.executable, "-m", "shibosi", *arguments], env=self.environment, stdout=said, stderr=said,
                start_new_session=True,
            )  # fmt: skip

    def serve(self, port: int, limit: int = 0) -> None:
        """Start a server and wait until it answers."""
        self.start(f"server-{port}", "serve", "--no-worker", "--port", str(port), limit=limit)
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            if Client(port, "").asked("GET", "/health/live")[0] == 200:
                return
            time.sleep(0.1)
        raise TimeoutError(f"no server on port {port}")

    def kill(self, name: str) -> None:
        """kill -9 of a process and its children."""
        process = self.running.pop(name)
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        process.wait()

    def memory(self, name: str) -> int:
        """Resident bytes of a process and its children."""
        group = self.running[name].pid
        found = 0
        for status in Path("/proc").glob("[0-9]*/stat"):
            try:
                if int(status.read_text().rpartition(")")[2].split()[2]) == group:
                    found += int((status.parent / "statm").read_text().split()[1]) * 4096
            except (OSError, ValueError):
                continue
        return found

    def close(self) -> None:
        """End what runs."""
        for name in list(self.running):
            self.kill(name)


class Client:
    """One connection to a server."""

    def __init__(self, port: int, token: str) -> None:
        self.port = port
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def asked(self, method: str, path: str, body: bytes = b"", kind: str = "application/json", key: str = "") -> Any:
        """Status and body of an answer; status 0 where there is none."""
        headers = {**self.headers, "Content-Type": kind} | ({"Idempotency-Key": key} if key else {})
        try:
            self.connection.request(method, path, body or None, headers)
            answer = self.connection.getresponse()
            return answer.status, answer.read()
        except (OSError, HTTPException):
            self.connection.close()
            return 0, b""

    def hand_in(self, documents: list[Any], key: str = "") -> tuple[int, dict[str, Any]]:
        """Hand documents in; status and answer."""
        status, body = self.asked("POST", "/api/v1/documents", json.dumps({"documents": documents}).encode(), key=key)
        return status, json.loads(body) if body.startswith(b"{") else {}


def trade(orders: int, seed: int = 1, faults: float = 0.3, *, recent: bool = False) -> list[Any]:
    """The documents of an example as they are sent; `recent`: as they happen, the last of every order today."""
    code = TRADE.format(orders=orders, seed=seed, faults=faults, recent=recent)
    return [json.loads(line) for line in scratch_python(code).splitlines()]


def by_order(documents: list[Any]) -> Iterator[list[Any]]:
    """Documents that name one order, together."""
    found: dict[str, list[Any]] = {}
    for one in documents:
        values = one["values"]
        found.setdefault(str(values.get("order_number") or values.get("number") or values.get("document")), []).append(
            one
        )
    yield from found.values()


def scratch_python(code: str) -> str:
    """What a piece of Python says, on a home that is thrown away."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return Home(Path(folder) / "home").python(code)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def said_token(text: str) -> str:
    """The token in what a server said."""
    found = re.search(r"sbs_\S+", text)
    return found[0] if found else ""
