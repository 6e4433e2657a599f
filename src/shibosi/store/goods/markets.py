"""The markets goods are offered in, as people choose them."""

from shibosi.standard.law.places import places


def markets() -> dict[str, str]:
    """Codes of markets with their names in the language in use."""
    return {code: str(place.name) for code, place in places().items() if place.kind == "market"}
