"""What an address may be asked for: the parameters its description names, and no others.

A filter that is misspelt and not refused looks like an answer.
"""

import re
from functools import cache

from django.http import HttpRequest

from shibosi.api.errors import Unusable
from shibosi.api.service import api
from shibosi.kernel.errors import nearest
from shibosi.kernel.words import Phrase

PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
NONE = Phrase("there is no such parameter.")


def only_described(request: HttpRequest) -> None:
    """Nothing, where the query names only parameters that are described. Raises Unusable."""
    match = request.resolver_match
    named = _described().get((str(request.method).lower(), PLACE.sub(r"{\1}", f"/{match.route}"))) if match else None
    if named is None:
        return
    for name in request.GET:
        if name not in named:
            shown = name[:100].encode("ascii", "replace").decode()
            raise Unusable(place=f"query.{shown}", reason=NONE, hint=nearest(name, sorted(named)))


@cache
def _described() -> dict[tuple[str, str], frozenset[str]]:
    """The names of the query's parameters, by method and address."""
    return {
        (method, address): frozenset(one["name"] for one in operation.get("parameters", ()) if one["in"] == "query")
        for address, methods in api.get_openapi_schema()["paths"].items()
        for method, operation in methods.items()
    }
