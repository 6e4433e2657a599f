"""The status board of stored documents: what was reported to customs, and the answers, newest first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shibosi.kernel.records import record
from shibosi.methods.messages.states import Board
from shibosi.store import scope
from shibosi.store.seeing import rows_seen
from shibosi.store.viewers import Viewer
from shibosi.store.zones import HOUSE

MOST = 3000
"""Rows of a kind that are looked at together; the newest."""
Row = Mapping[str, Any]
NUMBERS = {
    "order": ("number",), "payment": ("number",), "collection": ("order_number", "number"), "waybill": ("number",),
    "customs_list": ("company_number",), "customs_return": ("company_number",),
    "handling_document": ("company_number", "part"),
}  # fmt: skip
"""What names a document among those of its kind. Its company is left out: an answer has a place for one code only."""
ANSWERED = {
    "311": ("order_number",), "303": ("order_number",), "411": ("payment_number",),
    "403": ("order_number", "payment_number"), "511": ("waybill_number",), "505": ("waybill_number",),
    "621": ("document_number",), "603": ("document_number",), "625": ("document_number",),
    "213": ("document_number",),
}  # fmt: skip
"""By what an answer to a message names the document answered."""


def clearance(viewer: Viewer) -> Board:
    """The board of the documents a viewer sees."""
    board = Board()
    for kind, names in NUMBERS.items():
        for row in _rows(viewer, kind):
            message = _message(kind, row)
            if message and row["reported_at"] is not None:
                board.put((message, _key(row, names)), {"appTime": _time(row["reported_at"])[:14]}, False)
    for row in _rows(viewer, "answer"):
        if row["about"] in ANSWERED:
            said = {
                "returnStatus": row["status"], "returnTime": _time(row["answered_at"]), "guid": row["guid"],
                "returnInfo": row["information"], "preNo": row["port_number"], "invtNo": row["customs_number"],
            }  # fmt: skip
            board.put((row["about"], _key(row, ANSWERED[row["about"]])), said, True)
    return board


def _message(kind: str, row: Row) -> str:
    """The number of the message a row came in, or would have."""
    if kind == "order":
        return {"I": "311", "E": "303", "B": "303", "W": "303"}.get(row["order_type"] or "", "")
    if kind == "waybill":
        return "511" if row["order_number"] else "505"
    if kind in ("customs_list", "customs_return"):
        inward = row["direction"] == "I"
        imported, exported = ("621", "603") if kind == "customs_list" else ("213", "625")
        return imported if inward else exported
    return {"payment": "411", "collection": "403"}.get(kind) or row["message"] or ""


def _key(row: Row, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(row[name] or "") for name in names)


def _time(at: datetime | None) -> str:
    """A time as answers write it, by the clock of Beijing; empty where there is none."""
    if at is None:
        return ""
    local = at.astimezone(HOUSE)
    return f"{local:%Y%m%d%H%M%S}{local.microsecond // 1000:03d}"


def _rows(viewer: Viewer, kind: str) -> list[Row]:
    """The newest rows in force of a kind, as the viewer sees them."""
    columns = record(kind).columns
    query = scope.rows(viewer, kind).filter(standing=True).order_by("-pk")[:MOST]
    return [
        {name: column.seen(value) for (name, column), value in zip(columns.items(), one.values, strict=True)}
        for one in rows_seen(viewer, kind, query)
    ]
