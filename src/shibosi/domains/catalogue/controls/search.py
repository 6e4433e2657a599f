"""A product search is measured on judged queries, and better than plain keywords.

`shibosi goods search --judged` measures and writes the trial. Not modelled: who judged, and how many judged alike.
"""

from shibosi.domains.catalogue.dossiers import SEARCH
from shibosi.domains.catalogue.records import SearchTrial
from shibosi.kernel.controls import NOTHING, control
from shibosi.kernel.expressions import BoolX, count
from shibosi.kernel.parameters import Parameters, number, whole


class SearchQuality(Parameters):
    """How good and how quick a search has to be."""

    ndcg = number("Least NDCG of the first ten answers, 0 to 1", unit="score")
    slowest = whole("Milliseconds under which 95 of 100 queries stay", unit="milliseconds")
    queries = whole("Least number of judged queries", unit="queries")


@control(
    clauses=["9.2.4"], dossier=SEARCH, day=SearchTrial.measured_on, when=count(SearchTrial).or_else(0) > 0,
    blocks=NOTHING, remedy="Look at the queries that are answered worst; judge more of them; measure again.",
)  # fmt: skip
def search_finds_what_is_asked_for(limits: SearchQuality) -> BoolX:
    """A search answers enough judged queries well, better than plain keywords do, and soon enough."""
    well = (SearchTrial.ndcg >= limits.ndcg) & (SearchTrial.ndcg > SearchTrial.baseline)
    return well & (SearchTrial.slowest <= limits.slowest) & (SearchTrial.queries >= limits.queries)
