"""The tool report_documents: hands documents in. Only over HTTP, to a token that may."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from pydantic import Field

from shibosi.api.documents import LONGEST_KEY, taken_in
from shibosi.kernel.words import translate
from shibosi.mcp.checking import MOST_DOCUMENTS, Given
from shibosi.mcp.tool import Answer, Asked, Caller, Tool
from shibosi.store.intake.handed import read


class ReportAsked(Asked):
    """Documents to be handed in."""

    documents: list[Given] = Field(description="What is handed in, together.", min_length=1, max_length=MOST_DOCUMENTS)
    repeat_key: str | None = Field(
        None, description="The same documents again under the same key have the same answer.", max_length=LONGEST_KEY,
        pattern=r"^[\x20-\x7e]+$",
    )  # fmt: skip


class Reported(Answer):
    """The answer of intake, as the API gives it."""

    decision: str
    receipt: str
    answer: dict[str, Any]

    def lines(self) -> Iterator[str]:
        """Decision, receipt, findings."""
        yield translate("{decision}; receipt {receipt}").format(decision=self.decision, receipt=self.receipt)
        for one in self.answer["refused"]:
            yield from (f"- {problem['sentence']}" for problem in one["problems"])
        for found in self.answer["findings"]:
            yield f"- {found['outcome']}: {found['control']}"


def report(asked: ReportAsked, caller: Caller) -> Reported:
    """Hand in. Raises what the API raises: Forbidden, ReportsForOthers, RepeatedDifferently, UnknownRecord, NoLines."""
    assert caller.viewer is not None, "offered to viewers only"
    given = [one.model_dump() for one in asked.documents]
    digest = sha256(json.dumps(given, sort_keys=True, default=str).encode()).hexdigest()
    answer = taken_in(caller.viewer, read(given), f"mcp {digest}", asked.repeat_key)
    return Reported(decision=answer["decision"], receipt=answer["receipt"], answer=answer)


REPORT = Tool(
    "report_documents", "Hand documents in",
    "Hand documents in for good: they are stored, judged, logged and answered with a decision. Check them with "
    "check_order first.",
    ReportAsked, Reported, report, writes=True,
)  # fmt: skip
