"""A tool: what it asks, what it answers, who calls it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from shibosi.kernel.words import translate

if TYPE_CHECKING:
    from shibosi.store.viewers import Viewer


class Asked(BaseModel):
    """What every tool may be told."""

    model_config = ConfigDict(extra="forbid")
    language: Literal["zh", "en"] | None = Field(None, description="Language of the answer.")


class Answer(BaseModel):
    """What a tool answers: values for programs, and lines for whoever reads."""

    def lines(self) -> Iterator[str]:
        """The answer in words."""
        raise AssertionError("every answer has words of its own")


@dataclass(frozen=True)
class Caller:
    """Who calls: the day it is in China, over HTTP the viewer, on this machine the folder of its runs."""

    today: date
    viewer: "Viewer | None" = None
    runs: Path | None = None


@dataclass(frozen=True)
class Tool:
    """A tool. `run` takes what is asked and who calls; it raises ShibosiError for what cannot be answered."""

    name: str
    title: str
    about: str
    asks: type[Asked]
    answers: type[Answer]
    run: Callable[[Any, Caller], Answer]
    writes: bool = False

    def described(self) -> dict[str, Any]:
        """The tool in a list of tools, in the language in use."""
        hints = {"readOnlyHint": not self.writes, "destructiveHint": False, "idempotentHint": True,
                 "openWorldHint": False}  # fmt: skip
        return {
            "name": self.name, "title": translate(self.title), "description": translate(self.about),
            "inputSchema": said(self.asks.model_json_schema()), "outputSchema": said(self.answers.model_json_schema()),
            "annotations": {"title": translate(self.title), **hints},
        }  # fmt: skip


def said(schema: Any) -> Any:
    """A JSON Schema with its descriptions in the language in use; what Python calls its classes is left out."""
    if isinstance(schema, list):
        return [said(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    silent = {"title", "description"} if "properties" in schema else {"title"}
    return {
        name: translate(value) if name == "description" and isinstance(value, str) else said(value)
        for name, value in schema.items()
        if name not in silent or not isinstance(value, str)
    }
