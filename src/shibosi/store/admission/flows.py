"""Cases of admission, changed accounts, linked shops and closing: how they are opened, what holds their moves up."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from shibosi.domains.parties import flows
from shibosi.domains.parties.controls.accounts import AccountRules
from shibosi.domains.parties.flows import HIGH, Exit
from shibosi.domains.parties.records import Firm
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.flows.cases import Fact
from shibosi.kernel.words import translate
from shibosi.methods.names.scoring import compare_names
from shibosi.store.admission.application import Asked as Application
from shibosi.store.admission.application import Looked, look, machine
from shibosi.store.cases.carrying import Asked, Opening, about, carries_out, opens
from shibosi.store.cases.written import facts_of
from shibosi.store.firms import folded, reporter_mark
from shibosi.store.models import Case, CaseEvent
from shibosi.store.reading.figures import figure
from shibosi.store.reading.inforce import rows
from shibosi.store.reading.permits import called, sentence
from shibosi.store.viewers import Viewer
from shibosi.store.zones import HOUSE

NONE = "-"
LONGEST = 3000
LEFT, OWED = ("listings", "stock", "orders", "contracts"), ("balance", "deposit")
"""What is counted, and what is reckoned in money, before a shop is closed."""


class NotAdmissible(ShibosiError):
    """An admission against which something stands."""

    code = "not-admissible"
    message = "This cannot go on: {against}."


class NotLookedCloser(ShibosiError):
    """A firm of high risk that was not looked at more closely."""

    code = "not-looked-closer"
    message = "This firm is a high risk: look more closely before you propose to admit it."


class NotItsOwnAccount(ShibosiError):
    """An account that is not held by the firm."""

    code = "not-its-own-account"
    message = "The account is held by '{holder}', not by the firm '{firm}'."


class SomethingLeft(ShibosiError):
    """A closing with something that is not cleared."""

    code = "something-left"
    message = "This is not cleared: {left}."


def _firm(viewer: Viewer, asked: Asked) -> str:
    """The firm that is meant: the one an officer names, or one of the codes of the firm that asks."""
    named = folded(str(asked.facts.get("firm", "")))
    return named if viewer.platform or named in viewer.names else ""


def _party(viewer: Viewer, firm: str) -> dict[str, str]:
    return {"subject": reporter_mark(viewer.reporter) if viewer.reporter else firm}


@opens(flows.ADMISSION.name, "admission.ask", asks=("firm", "activity", "market", "category"))
def apply(viewer: Viewer, asked: Asked) -> Opening:
    """One open application of a firm for an activity in a market; what is found of it is put down with it."""
    firm = _firm(viewer, asked)
    told = {name: str(asked.facts.get(name, "")).strip() for name in ("activity", "market", "category")}
    found = look(machine(viewer.now), Application(firm, **told))
    facts = {**told, "firm": firm, **_told(found)}
    return Opening(
        parties=_party(viewer, firm), facts={name: value for name, value in facts.items() if value},
        about=about(flows.ADMISSION.name, [firm, told["activity"], told["market"]]),
        priority=3 if found.grade.risk == HIGH else 2,
    )  # fmt: skip


def _told(found: Looked) -> dict[str, str]:
    """What a case is opened with: risk with reasons, papers that are missing, checks that do not hold."""
    lacks = [f"{called(one)}: {sentence(one)}" for one in found.lacking]
    checks = [f"{one.label}: {'; '.join(one.because)}" for one in found.checks if not one.holds]
    return {
        "risk": found.grade.risk, "because": found.grade.sentence[:LONGEST],
        "lacks": "\n".join(lacks)[:LONGEST] or NONE, "checks": "\n".join(checks)[:LONGEST] or NONE,
    }  # fmt: skip


def application_of(case: Case) -> Application:
    """The application a case is about."""
    facts = facts_of(case)
    return Application(*(str(facts.get(name, "")) for name in ("firm", "activity", "market", "category")))


@carries_out(flows.PAPERS_ALLOW)
def papers_allow(case: Case, event: CaseEvent, now: datetime) -> None:
    """Nothing fails today; where papers leave it open, conditions are set. Raises NotAdmissible."""
    found = look(machine(now), application_of(case))
    against = [f"{called(one)}: {sentence(one)}" for one in found.papers if one.allows is False]
    against += [f"{one.label}: {'; '.join(one.because)}" for one in found.checks if one.holds is False]
    if found.allows is None and not facts_of(case).get("conditions"):
        against += [f"{called(one)}: {sentence(one)}" for one in found.lacking] or [found.grade.sentence]
    if against:
        raise NotAdmissible(against="; ".join(against)[:LONGEST])


@carries_out(flows.LOOKED_CLOSER)
def looked_closer(case: Case, event: CaseEvent, now: datetime) -> None:
    """A firm of high risk comes from the closer look. Raises NotLookedCloser."""
    risk = look(machine(now), application_of(case)).grade.risk
    if HIGH in (risk, facts_of(case).get("risk")) and not case.events.filter(move="deepen").exists():
        raise NotLookedCloser()


@opens(flows.ACCOUNT_CHANGE.name, "admission.ask", asks=("firm", "account", "holder", "because"))
def change_account(viewer: Viewer, asked: Asked) -> Opening:
    """One open change of a firm at a time; the first money goes there after the days of cooling off."""
    firm, today = _firm(viewer, asked), viewer.today
    used_from = today + timedelta(days=int(figure(AccountRules.cooling, today)))
    facts = {**asked.facts, "firm": firm, "used_from": used_from.isoformat()}
    matter = about(flows.ACCOUNT_CHANGE.name, [firm])
    return Opening(parties=_party(viewer, firm), facts=facts, about=matter, priority=3)


@carries_out(flows.OWN_ACCOUNT)
def own_account(case: Case, event: CaseEvent, now: datetime) -> None:
    """The account is held by the firm as it is registered. Raises NotItsOwnAccount."""
    facts = facts_of(case)
    firm = next(iter(rows(machine(now), Firm.kind(), party_code=str(facts["firm"]))), None)
    names = [firm[name] for name in ("name", "latin_name") if firm[name]] if firm else []
    alike = float(figure(flows.AdmissionRisk.alike, now.astimezone(HOUSE).date()))
    holder = str(facts["holder"])
    if not any(compare_names(name, holder).score >= alike for name in names):
        raise NotItsOwnAccount(holder=holder, firm=" / ".join(names) or str(facts["firm"]))


def _of_a_firm(flow: str, tells: tuple[str, ...]) -> Callable[[Viewer, Asked], Opening]:
    def ask(viewer: Viewer, asked: Asked) -> Opening:
        """About what the facts name, for the firm that asks or the one an officer names."""
        firm = _firm(viewer, asked)
        told = [str(asked.facts.get(name, "")).strip() for name in tells]
        return Opening(parties=_party(viewer, firm), facts={**asked.facts, "firm": firm},
                       about=about(flow, [firm, *told]), priority=2)  # fmt: skip

    return ask


opens(flows.SHOP_LINK.name, "cases.work")(_of_a_firm(flows.SHOP_LINK.name, ("shops",)))
opens(flows.EXIT.name, "admission.ask")(_of_a_firm(flows.EXIT.name, ("shop", "market")))


@carries_out(flows.NOTHING_LEFT)
def nothing_left(case: Case, event: CaseEvent, now: datetime) -> None:
    """Nothing is on sale, in stock, open, unpaid, held as deposit or under contract, and the notice stood long enough.

    Raises SomethingLeft.
    """
    facts, today = facts_of(case), now.astimezone(HOUSE).date()
    fields = flows.EXIT.fields()
    left = [f"{translate(fields[name].label)}: {facts[name]}" for name in LEFT if facts[name]]
    left += [f"{translate(fields[name].label)}: {facts[name]}" for name in OWED
             if any(sign in "123456789" for sign in str(facts.get(name, "")))]  # fmt: skip
    until = _stands_until(facts.get("announced_on"), today)
    if until is None or until > today:
        left.append(f"{translate(fields['announced_on'].label)}: {facts.get('announced_on', NONE)}")
    if left:
        raise SomethingLeft(left="; ".join(left))


def _stands_until(announced: Fact | Any, today: date) -> date | None:
    return announced + timedelta(days=int(figure(Exit.notice, today))) if isinstance(announced, date) else None
