"""Other values for a run, chosen one by one: the overlay as text, and what may be chosen."""

from collections.abc import Mapping

import yaml

from shibosi.domains import registry
from shibosi.kernel.errors import nearest
from shibosi.kernel.parameters import EVERYWHERE, Parameters, UnknownParameter

SOURCE = "asked for in a run"


def offered() -> list[str]:
    """The parameters with a value of their own, sorted."""
    return sorted(registry.values())


def overlay(values: Mapping[str, str]) -> str:
    """Values by parameter as an overlay: each in force everywhere and at all times. A list is parted by blanks.

    Whether a value fits is found when the overlay is read. Raises UnknownParameter.
    """
    made: dict[str, dict[str, object]] = {}
    for name, text in values.items():
        if name not in Parameters.known:
            raise UnknownParameter(parameter=name, hint=nearest(name, list(Parameters.known)))
        group, _, member = name.partition(".")
        listed = Parameters.known[name].kind == "codes"
        one = {"from": "unknown", "place": EVERYWHERE, "value": text.split() if listed else text, "source": SOURCE,
               "confidence": "local"}  # fmt: skip
        made.setdefault(group, {})[member] = {"values": [one]}
    return yaml.safe_dump(made, allow_unicode=True, sort_keys=True) if made else ""
