"""A small client of the API: standard library only, typed, to be copied or imported.

client = Client("http://127.0.0.1:8000", token="sbs_…")
answer = client.hand_in([{"kind": "order", "values": {"number": "O-1", "merchant_code": "4403966ABC"}}])
answer.decision, [finding["control"] for finding in answer.findings]
"""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

from shibosi.api.lawclient import Law
from shibosi.kernel.log.commitments import commitment
from shibosi.kernel.log.tree import leaf_hash, verify_consistency, verify_inclusion

JSON, NDJSON = "application/json", "application/x-ndjson"
SECONDS = 60.0
Facts = Mapping[str, str | int]
"""What a case is opened or moved with; days as ISO texts."""
NOTHING: Facts = {}


class Refused(Exception):
    """The server refused: `status`, the stable `code`, the sentence, and the facts for both."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        super().__init__(problem.get("detail", ""))
        self.status: int = problem.get("status", 0)
        self.code: str = problem.get("code", "")
        self.facts: Mapping[str, str] = problem.get("facts", {})


@dataclass(frozen=True)
class Answer:
    """What came of handing documents in."""

    receipt: str
    decision: str
    repeated: bool
    stored: int
    known: int
    dossiers: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    refused: list[dict[str, Any]]


@dataclass(frozen=True)
class Head:
    """The state of the log: how many entries, which root."""

    size: int
    root: bytes


class Client:
    """One token at one server; `party`: the public name of the party acted for, where there are several."""

    def __init__(self, server: str, token: str, party: str = "", language: str = "en") -> None:
        self.base = server.rstrip("/") + "/api/v1"
        self.headers = {"Authorization": f"Bearer {token}", "Accept-Language": language}
        if party:
            self.headers["Shibosi-Party"] = party
        self.law = Law(self._json)

    def hand_in(self, documents: Iterable[Mapping[str, Any]], key: str = "") -> Answer:
        """Hand documents in, in one transaction. With a `key` it may be repeated without harm. Raises Refused."""
        body = json.dumps({"documents": list(documents)}, default=_exact).encode()
        return self._answer(self._json("POST", "/documents", body=body, kind=JSON, key=key))

    def hand_in_message(self, message: bytes, key: str = "") -> Answer:
        """Hand an official message in as it is. Raises Refused."""
        return self._answer(self._json("POST", "/documents", body=message, kind="application/xml", key=key))

    def hand_in_many(self, documents: Iterable[Mapping[str, Any]], key: str = "") -> Iterator[dict[str, Any]]:
        """Hand many documents in; what came of each, in their order. Raises Refused where it was cut short."""
        body = b"\n".join(json.dumps(one, default=_exact).encode() for one in documents)
        with self._open("POST", "/documents/bulk", body, NDJSON, key) as answer:
            for line in answer:
                found = json.loads(line)
                if "stopped" in found:
                    raise Refused(found["stopped"])
                yield found

    def hand_in_file(self, name: str, data: bytes) -> dict[str, Any]:
        """Hand a file in (xlsx, CSV, JSON lines, a message) as its name says; how far it is. Raises Refused."""
        return self._json("POST", f"/files?name={quote(name)}", body=data, kind="application/octet-stream")

    def file(self, number: int) -> dict[str, Any]:
        """A file that was handed in: how far it is, its counts. Raises Refused."""
        return self._json("GET", f"/files/{number}")

    def file_rows(self, number: int, **which: Any) -> Iterator[dict[str, Any]]:
        """What became of each row of a file, page after page: decision=, reason=, kind=, number=."""
        return self._pages(f"/files/{number}/rows", which)

    def findings(self, **which: Any) -> Iterator[dict[str, Any]]:
        """Findings, page after page: control=, outcome=, severity=, state=, dossier=, seen_from=, seen_before=."""
        return self._pages("/findings", which)

    def dossiers(self, **which: Any) -> Iterator[dict[str, Any]]:
        """Dossiers, page after page: kind=, key=, decision=."""
        return self._pages("/dossiers", which)

    def dossier(self, number: int) -> dict[str, Any]:
        """A dossier with its documents and findings. Raises Refused."""
        return self._json("GET", f"/dossiers/{number}")

    def explanation(self, finding: int) -> dict[str, Any]:
        """Why a finding is so. Raises Refused."""
        return self._json("GET", f"/findings/{finding}/explanation")

    def cases(self, **which: Any) -> Iterator[dict[str, Any]]:
        """Cases, page after page: flow=, state=, opened=, due=, assignee=, party=, control=, text=, dossier=, sort=."""
        return self._pages("/cases", which)

    def case(self, number: str) -> dict[str, Any]:
        """A case with what happened in it, and every move from here with what stands against it. Raises Refused."""
        return self._json("GET", f"/cases/{number}")

    def open_case(self, flow: str, facts: Facts, *, finding: int | None = None, document: int | None = None,
                  subject: str = "", key: str = "") -> dict[str, Any]:  # fmt: skip
        """Open a case about a finding, a document or something else (`subject`). Raises Refused."""
        body = {"flow": flow, "finding": finding, "document": document, "subject": subject, "facts": dict(facts)}
        return self._post("/cases", body, key)

    def move(self, number: str, move: str, reason: str = "", given: Facts = NOTHING, key: str = "") -> dict[str, Any]:
        """Move a case; the case as it stands then. Raises Refused."""
        return self._post(f"/cases/{number}/moves", {"move": move, "reason": reason, "given": dict(given)}, key)

    def move_many(
        self, numbers: Iterable[str], move: str, reason: str = "", given: Facts = NOTHING, key: str = ""
    ) -> list[dict[str, Any]]:  # fmt: skip
        """The same move for at most 500 cases; what came of each: `status` 200, or the problem. Raises Refused."""
        body = {"cases": list(numbers), "move": move, "reason": reason, "given": dict(given)}
        found: list[dict[str, Any]] = self._post("/cases/moves", body, key)["items"]
        return found

    def move_all(self, move: str, reason: str = "", given: Facts = NOTHING, **which: Any) -> dict[str, Any]:
        """The same move for every open case that answers (`flow="held_order"`), as a job: the job. Raises Refused."""
        body = {"move": move, "reason": reason, "given": dict(given)}
        return self._post(f"/cases/moves/all?{urlencode(which)}", body)

    def assign(self, numbers: Iterable[str], officer: int | None) -> list[dict[str, Any]]:
        """Hand at most 500 cases to an officer, or to nobody; what came of each. Raises Refused."""
        body = {"cases": list(numbers), "assignee": officer}
        found: list[dict[str, Any]] = self._post("/cases/assignments", body)["items"]
        return found

    def assign_all(self, officer: int | None, **which: Any) -> dict[str, Any]:
        """Hand every open case that answers (`assignee="nobody"`) to an officer, as a job: the job. Raises Refused."""
        return self._post(f"/cases/assignments/all?{urlencode(which)}", {"assignee": officer})

    def waivers(self, **which: Any) -> Iterator[dict[str, Any]]:
        """Waivers that were granted, page after page: in_force=."""
        return self._pages("/waivers", which)

    def notices(self, **which: Any) -> Iterator[dict[str, Any]]:
        """What the caller is told, page after page: unread=."""
        return self._pages("/notices", which)

    def read_notices(self, numbers: Iterable[int] | None = None) -> int:
        """Say that notices were read, all of them where none are named; how many had not been before."""
        return int(self._post("/notices/read", {"notices": None if numbers is None else list(numbers)})["read"])

    def measures(self, **which: Any) -> Iterator[dict[str, Any]]:
        """Measures, page after page: party=, kind=."""
        return self._pages("/measures", which)

    def standing(self, party: str, on: str = "") -> dict[str, Any]:
        """Points, tiers and measures in force of a party (its public name) on a day, or today. Raises Refused."""
        return self._json("GET", f"/parties/{party}/standing", {"on": on} if on else None)

    def impose(self, party: str, kind: str, day: str, text: str, **more: Any) -> dict[str, Any]:
        """Impose a measure: the measure, or the proposal that somebody else confirms. Raises Refused."""
        return self._post("/measures", {"party": party, "kind": kind, "day": day, "text": text, **more})

    def appeal(self, measure: str, grounds: str) -> str:
        """Lodge an appeal against a measure; the number of its case. Raises Refused."""
        return str(self._post(f"/measures/{measure}/appeal", {"text": grounds})["case"])

    def reverse(self, measure: str, text: str) -> dict[str, Any]:
        """Undo a measure as if it had never been. Raises Refused."""
        return self._post(f"/measures/{measure}/reverse", {"text": text})

    def register(self, **which: Any) -> Iterator[dict[str, Any]]:
        """The public register, page after page: search=, kind=, in_force=."""
        return self._pages("/register", which)

    def head(self) -> Head:
        """The head of the log now; keep it, to see later that the log only grew."""
        found = self._json("GET", "/log/head")
        return Head(found["size"], bytes.fromhex(found["root"]))

    def stands(self, position: int, head: Head) -> bool:
        """Whether the entry at a position stands in the log of that head, as the server says it reads."""
        entry = self._json("GET", f"/log/entries/{position}")
        proof = self._json("GET", "/log/proofs/inclusion", {"position": position, "size": head.size})
        leaf, path = bytes.fromhex(entry["leaf"]), [bytes.fromhex(part) for part in proof["path"]]
        if entry["content"] is not None:
            said = leaf_hash(commitment(bytes.fromhex(entry["salt"]), entry["content"].encode()))
            if said != leaf:
                return False
        return verify_inclusion(position, head.size, leaf, path, head.root)

    def grew(self, before: Head, after: Head) -> bool:
        """Whether the log of the later head begins with that of the earlier one."""
        proof = self._json("GET", "/log/proofs/consistency", {"first": before.size, "size": after.size})
        path = [bytes.fromhex(part) for part in proof["path"]]
        return verify_consistency(before.size, after.size, path, before.root, after.root)

    def _pages(self, path: str, which: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        query: dict[str, Any] = {**which, "limit": 200}
        while True:
            page = self._json("GET", path, query)
            yield from page["items"]
            if page["next"] is None:
                return
            query["cursor"] = page["next"]

    def _answer(self, found: dict[str, Any]) -> Answer:
        return Answer(**{name: found[name] for name in Answer.__dataclass_fields__})

    def _post(self, path: str, body: Mapping[str, Any], key: str = "") -> dict[str, Any]:
        return self._json("POST", path, body=json.dumps(body).encode(), kind=JSON, key=key)

    def _json(self, method: str, path: str, query: Mapping[str, Any] | None = None, body: bytes | None = None,
              kind: str = "", key: str = "") -> dict[str, Any]:  # fmt: skip
        asked = f"?{urlencode(query)}" if query else ""
        with self._open(method, quote(path) + asked, body, kind, key) as answer:
            found: dict[str, Any] = json.loads(answer.read())
            return found

    def _open(self, method: str, path: str, body: bytes | None, kind: str, key: str, tries: int = 3) -> Any:
        headers = self.headers | ({"Content-Type": kind} if kind else {}) | ({"Idempotency-Key": key} if key else {})
        try:
            return urlopen(Request(self.base + path, body, headers, method=method), timeout=SECONDS)
        except HTTPError as mistake:
            with mistake:
                problem = json.loads(mistake.read() or b"{}")
            if mistake.code == 429 and tries > 1:
                time.sleep(float(mistake.headers.get("Retry-After", 1)))
                return self._open(method, path, body, kind, key, tries - 1)
            raise Refused(problem) from mistake


def _exact(value: Any) -> str:
    """Decimals as text, so that they stay exact."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(f"no document holds {value!r}")
