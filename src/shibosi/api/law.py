"""The law: values through time, changes, markets, zones, policies, norms, contradictions. Open to all."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router

from shibosi.api import lawshapes as shapes
from shibosi.api.viewing import Asking
from shibosi.kernel.words import translate
from shibosi.standard.law import contradictions as tension
from shibosi.standard.law import markets, profiles
from shibosi.standard.law import norms as known
from shibosi.standard.law.book import book
from shibosi.standard.law.citations import slips
from shibosi.standard.law.eligibility import eligible
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.places import places
from shibosi.standard.law.upcoming import HORIZON, change_data, upcoming
from shibosi.standard.law.zones import zone_of
from shibosi.telling import searching

router = Router(tags=["law"], auth=Asking(optional=True))
Name = Annotated[str, Query(max_length=200)]
Place = Annotated[str, Query(max_length=40)]
Matter = Literal["", "deadline", "retention", "consent", "transfer", "precedence"]


@router.get("/law/markets", response=list[shapes.Market], summary="Places of the law")
def market_list(request: HttpRequest) -> Any:
    """Markets, blocs and parts, and whose rows serve where a place has none."""
    return [
        {"code": one.code, "name": str(one.name), "kind": one.kind, "within": one.within or None,
         "bloc": one.bloc or None, "currency": one.currency or None}
        for one in places().values()
    ]  # fmt: skip


@router.get("/law/values", response=list[str], summary="Names of values")
def names(request: HttpRequest, table: Name = "", place: Place = "") -> Any:
    """The names of all values, of one table, or with a row of a place."""
    return list(book().series(table, place))


@router.get("/law/value", response=shapes.Valued, summary="A value on a day")
def value(request: HttpRequest, series: Name, day: date, known_on: date | None = None) -> Any:
    """The version in force, as known now or on a day; `fact` is empty where none is known."""
    return {"series": series, "day": day, "fact": _data(book().as_of(series, day, known_on))}


@router.get("/law/history", response=list[shapes.FactShown], summary="A value through time")
def history(request: HttpRequest, series: Name, corrections: bool = False) -> Any:
    """All versions in the order of days; with corrections every row ever recorded, in the order of recording."""
    found = book().corrections(series) if corrections else book().history(series)
    return [fact.as_data() for fact in found]


@router.get("/law/changes", response=list[shapes.Changed], summary="What changes next")
def changes(
    request: HttpRequest, day: date, days: Annotated[int, Query(ge=0, le=3660)] = HORIZON, place: Place = ""
) -> Any:  # fmt: skip
    """What begins or ends in the days after a day."""
    return [change_data(one) for one in upcoming(day, days, place)]


@router.get("/law/comparison", response=list[shapes.Compared], summary="Two markets side by side")
def comparison(request: HttpRequest, left: Place, right: Place, day: date, topic: Place = "") -> Any:
    """What each says on a day, by topic."""
    return [one.as_data() for one in markets.compare(left, right, day, topic)]


@router.get("/law/zones", response=list[shapes.FactShown], summary="Pilot zones of a day")
def zones(request: HttpRequest, day: date) -> Any:
    """Every pilot zone there was on a day."""
    found = (book().as_of(name, day) for name in book().series("zones"))
    return [fact.as_data() for fact in found if fact]


@router.get("/law/zones/{city}", response=shapes.Zone, summary="Whether a city lies in a pilot zone")
def zone(request: HttpRequest, city: Annotated[str, Path(max_length=80)], day: date) -> Any:
    """Yes, no, or not known, with reasons."""
    return zone_of(city, day).as_data()


@router.get("/law/policies", response=list[shapes.Decided], summary="Policies a firm can use")
def policies(request: HttpRequest, firm: Annotated[shapes.Firm, Query()]) -> Any:
    """Every policy decided for a firm and its export, with reasons both ways."""
    return [one.as_data() for one in eligible(profiles.Profile(**firm.dict()))]


@router.get("/law/norms", response=list[shapes.NormShown], summary="Norms")
def norms(request: HttpRequest, day: date, words: Name = "") -> Any:
    """Norms on a day with their state, who cites them and what is wrong with that, by words of number or title."""
    return [one.as_data() for one in known.norms(day, words)]


@router.get("/law/norms/links", response=list[shapes.Link], summary="Links between norms")
def links(request: HttpRequest, day: date) -> Any:
    """Which clause cites which norm, and which norm replaces which."""
    _, edges = known.graph(day)
    return [{"source": one.source, "kind": one.kind, "target": one.target} for one in edges]


@router.post("/law/citations", response=list[shapes.SlipShown], summary="Slips in the citations of a text")
def citations(request: HttpRequest, written: shapes.Written) -> Any:
    """What is wrong, doubtful or out of date in the citations of a text, line by line; nothing is stored."""
    return [one.as_data() for one in slips(written.text, written.day)]


@router.get("/law/contradictions", response=list[shapes.Tension], summary="Rules that pull in different directions")
def contradictions(request: HttpRequest, matter: Matter = "") -> Any:
    """Where duties part, with a case that shows it and the reading chosen."""
    return [one.as_data() for one in tension.tensions(matter)]


@router.get("/law/search", response=list[shapes.Found], summary="Search rules and law")
def search(
    request: HttpRequest, words: Annotated[str, Query(max_length=searching.LONGEST)], kind: shapes.Kind | None = None,
    most: Annotated[int, Query(ge=1, le=searching.MOST)] = 50,
) -> Any:  # fmt: skip
    """Clauses, controls, parameters, records, norms, places and values with all of these words, the best first."""
    found = searching.search(words, (kind,) if kind else searching.KINDS, most)
    return [searching.hit_data(one, words) for one in found]


@router.get("/law/profile", response=dict[str, str], summary="What a firm can say of itself")
def profile(request: HttpRequest) -> Any:
    """The names of `/law/policies` with their meaning."""
    return {name: translate(meaning) for name, meaning in profiles.MEANINGS.items()}


def _data(fact: Fact | None) -> dict[str, Any] | None:
    return fact.as_data() if fact else None
