"""The checks of an application: licence, names, what is found in the register and of papers, owners.

Each holds, fails or cannot be decided; what is not known never counts as held. Names are compared in every script that
is at hand: the name on the licence with those at accounts, on papers and on what was declared to customs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from shibosi.domains.customs.records import CustomsList
from shibosi.domains.papers.records import Paper
from shibosi.domains.parties.flows import AdmissionRisk
from shibosi.domains.parties.records import Firm, MoneyAccount, Owner, Person
from shibosi.kernel.controls import named
from shibosi.kernel.words import translate
from shibosi.methods.names.scoring import compare_names
from shibosi.store import scope
from shibosi.store.admission.brands import brands
from shibosi.store.admission.listed import listed
from shibosi.store.firms import folded
from shibosi.store.models import DocumentParty, DossierParty
from shibosi.store.reading.figures import figure
from shibosi.store.reading.inforce import Row, rows
from shibosi.store.reading.registered import DOSSIERS, LICENCES, licence
from shibosi.store.viewers import Viewer

LICENCE, NAME, PERSON, ACCOUNT, REGISTER, FILES, CIRCLE, LISTED, BRANDS = (
    "licence", "name", "representative", "account", "register", "files", "owners", "listed", "brands",
)  # fmt: skip
LABELS = {
    LICENCE: "The licence is in force",
    NAME: "One name on licence, papers and declarations",
    PERSON: "The representative is who the licence says",
    ACCOUNT: "The account is that of the firm",
    REGISTER: "Nothing is found against it in the register",
    FILES: "No paper was handed in by another firm",
    CIRCLE: "Ownership leads to persons, not in a circle",
    LISTED: "Nobody of the firm is on a watch-list",
    BRANDS: "Brands are its own or mandated",
}
"""The checks, by what they look at."""
OF_PAPERS = ("paper-file", "paper")
STANDING = {"active": True, "over": False, "unknown": None}
LISTS = 20
"""Customs lists that are looked at; the newest."""
DEEPEST = 50
"""Firms that are followed from owner to owner."""


@dataclass(frozen=True)
class Check:
    """One check: whether it holds, fails (False) or cannot be decided (None), and what it rests on, in words."""

    name: str
    holds: bool | None
    because: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What it says when all is well, in the language in use."""
        return translate(LABELS[self.name])


def checks(viewer: Viewer, code: str, today: date) -> list[Check]:
    """All checks of a firm on a day, as far as the viewer sees what they rest on."""
    firm = next(iter(rows(viewer, Firm.kind(), party_code=code)), None)
    alike = float(figure(AdmissionRisk.alike, today))
    return [
        _licence(firm, today), _name(viewer, firm, code, alike), _person(viewer, firm, code, alike),
        _account(viewer, firm, code, alike), _found(viewer, REGISTER, code, DOSSIERS),
        _found(viewer, FILES, code, OF_PAPERS), _circle(viewer, code), Check(LISTED, *listed(viewer, firm, code)),
        Check(BRANDS, *brands(viewer, _names(firm, "name"), code, alike, today)),
    ]  # fmt: skip


def _licence(firm: Row | None, today: date) -> Check:
    if firm is None:
        return Check(LICENCE, None, (translate("The firm is not in the register."),))
    state = licence(firm, today)
    return Check(LICENCE, STANDING[state], (translate(LICENCES[state]),))


def _name(viewer: Viewer, firm: Row | None, code: str, alike: float) -> Check:
    """The firm is called on its papers and to customs what it is called on its licence."""
    written = {row["holder_name"] for row in rows(viewer, Paper.kind(), holder_code=code)} - _people(viewer, code)
    declared = _declared(viewer, firm["customs_code"]) if firm and firm["customs_code"] else set()
    return _compared(NAME, _names(firm, "name"), written | declared, alike)


def _person(viewer: Viewer, firm: Row | None, code: str, alike: float) -> Check:
    people = [row for row in rows(viewer, Person.kind(), party_code=code) if row["role"] == "representative"]
    stated = firm["representative_name"] if firm else None
    return _compared(PERSON, [stated] if stated else [], {row["name"] or row["latin_name"] for row in people}, alike)


def _account(viewer: Viewer, firm: Row | None, code: str, alike: float) -> Check:
    accounts = [row for row in rows(viewer, MoneyAccount.kind(), party_code=code)
                if row["use"] == "receiving" and row["closed_on"] is None]  # fmt: skip
    if any(row["holder_kind"] == "person" for row in accounts):
        return Check(ACCOUNT, False, (translate("Money goes to a personal account."),))
    return _compared(ACCOUNT, _names(firm, "name"), {row["holder_name"] for row in accounts}, alike)


def _compared(check: str, right: Sequence[str], written: Iterable[str | None], alike: float) -> Check:
    """Whether each name that is written is one of the right ones, in any script."""
    said = sorted(one for one in written if one)
    if not right or not said:
        return Check(check, None, (translate("There is nothing to compare yet."),))
    strange = [one for one in said if max(compare_names(name, one).score for name in right) < alike]
    words = translate("'{found}' is not '{expected}'.")
    because = [words.format(found=one, expected=" / ".join(right)) for one in strange]
    return Check(check, not strange, tuple(because) or tuple(said))


def _found(viewer: Viewer, check: str, code: str, kinds: Sequence[str]) -> Check:
    """What controls say of the firm in dossiers of some kinds; of no dossier nothing can be told."""
    concerned = DossierParty.objects.filter(who=folded(code)).values("dossier")
    judged = scope.dossiers(viewer).filter(pk__in=concerned, kind__in=kinds)
    open_ = scope.findings(viewer).filter(dossier__in=concerned, dossier__kind__in=kinds, resolved_at__isnull=True)
    found = list(open_.order_by("-severity", "pk").values_list("control", "outcome"))
    broken = [control for control, outcome in found if outcome == "broken"]
    told = dict.fromkeys(broken or [control for control, _ in found])
    because = tuple(translate(named(control).sentence) for control in told)
    if broken:
        return Check(check, False, because)
    return Check(check, None if found or not judged.exists() else True, because)


def _circle(viewer: Viewer, code: str) -> Check:
    """Whether following the owners of a firm that are firms leads back to it."""
    owners = rows(viewer, Owner.kind(), party_code=code)
    if not owners:
        return Check(CIRCLE, None, (translate("No owner is known."),))
    met, wanted = {code}, [(code, owners)]
    while wanted and len(met) <= DEEPEST:
        of, some = wanted.pop()
        for row in some:
            owner = row["owner_code"]
            if row["owner_kind"] != "firm" or not owner:
                continue
            if owner == code:
                return Check(CIRCLE, False, (translate("{firm} owns {owner}, and is owned by it.").format(
                    firm=code, owner=of),))  # fmt: skip
            if owner not in met:
                met.add(owner)
                wanted.append((owner, rows(viewer, Owner.kind(), party_code=owner)))
    return Check(CIRCLE, True)


def _declared(viewer: Viewer, customs_code: str) -> set[str | None]:
    """What a firm is called as the seller on the newest customs lists that name its code."""
    naming = DocumentParty.objects.filter(who=folded(customs_code), document__kind=CustomsList.kind())
    newest = list(naming.order_by("-document").values_list("document", flat=True)[:LISTS])
    lists = rows(viewer, CustomsList.kind(), filed__in=newest)
    return {row["merchant_name"] for row in lists if row["merchant_code"] == customs_code}


def _names(firm: Row | None, *columns: str) -> list[str]:
    return [firm[name] for name in (*columns, "latin_name") if firm[name]] if firm else []


def _people(viewer: Viewer, code: str) -> set[str | None]:
    """The names of persons that papers of a firm are rightly about."""
    return {row[name] for row in rows(viewer, Person.kind(), party_code=code) for name in ("name", "latin_name")}
