"""Values of parameters as numbers on a day."""

from datetime import date
from typing import Any

from shibosi.domains import registry
from shibosi.kernel.parameters import Parameter, Parameters


def figure(parameter: Parameter[Any] | Any, day: date, place: str | None = None) -> Any:
    """The value of a parameter in force, as a person reads it. Raises LookupError where nothing is in force."""
    name: str = parameter.id
    version = registry.values().in_force(name, day, place)
    if version is None or version.value is None:
        raise LookupError(name)
    return Parameters.known[name].seen(version.value)
