"""Lists published as documents: XML of the United Nations, OFAC, the EU and the UK, and FollowTheMoney JSON lines."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from shibosi.methods.names.parsing import Kind
from shibosi.methods.watchlists.countries import code
from shibosi.methods.watchlists.dates import day
from shibosi.methods.watchlists.entries import Entry, UnreadableList, texts
from shibosi.methods.watchlists.xmltrees import Tree, records

UN_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
RECORDS = frozenset(["INDIVIDUAL", "ENTITY", "sdnEntry", "sanctionEntity", "Designation"])
KINDS = {
    "Person": Kind.PERSON,
    "Company": Kind.ORGANISATION,
    "Organization": Kind.ORGANISATION,
    "Vessel": Kind.VESSEL,
    "PublicBody": Kind.ORGANISATION,
    "LegalEntity": Kind.ANY,
    "Airplane": Kind.VESSEL,
    "individual": Kind.PERSON,
    "entity": Kind.ORGANISATION,
    "vessel": Kind.VESSEL,
    "aircraft": Kind.VESSEL,
    "person": Kind.PERSON,
    "enterprise": Kind.ORGANISATION,
    "ship": Kind.VESSEL,
}
NUMBERS = (
    "idNumber",
    "passportNumber",
    "taxNumber",
    "innCode",
    "registrationNumber",
    "ogrnCode",
    "imoNumber",
    "leiCode",
)
LONGEST_LINE = 1 << 22


def read_xml(file: BinaryIO, name: str) -> Iterator[Entry]:
    """The entries of an XML list. Raises UnreadableList."""
    for number, (_, tree) in enumerate(records(file, RECORDS, name), start=1):
        entry = READERS[tree.name](tree, f"record {number}")
        if not entry.id:
            raise UnreadableList(file=name, reason="an entry has no number", place=number)
        yield entry


def _un(tree: Tree, place: str) -> Entry:
    """INDIVIDUAL or ENTITY of the consolidated list of the Security Council."""
    whole = " ".join(filter(None, (tree.said(name) for name in UN_NAMES)))
    aliases = [alias.said("ALIAS_NAME") for kind in ("INDIVIDUAL_ALIAS", "ENTITY_ALIAS") for alias in tree.all(kind)]
    born = [
        day(one.said("DATE")) or day(one.said("YEAR")) or day(one.said("FROM_YEAR"))
        for one in tree.all("INDIVIDUAL_DATE_OF_BIRTH")
    ]
    nations = [value.text for one in tree.all("NATIONALITY") for value in one.all("VALUE")]
    places = [
        ", ".join(filter(None, (one.said("CITY"), one.said("STATE_PROVINCE"), one.said("COUNTRY"))))
        for one in tree.all("INDIVIDUAL_PLACE_OF_BIRTH")
    ]
    numbers = [one.said("NUMBER") for one in tree.all("INDIVIDUAL_DOCUMENT")]
    kind = Kind.PERSON if tree.name == "INDIVIDUAL" else Kind.ORGANISATION
    return Entry(
        tree.said("REFERENCE_NUMBER") or tree.said("DATAID"),
        kind,
        texts(whole, tree.said("NAME_ORIGINAL_SCRIPT"), *aliases),
        texts(*born),
        texts(*map(code, nations)),
        texts(*places),
        texts(*numbers),
        texts(tree.said("UN_LIST_TYPE")),
        place,
    )


def _ofac(tree: Tree, place: str) -> Entry:
    """sdnEntry of OFAC's sdn.xml."""
    own = [child for child in tree.children if child.name in ("firstName", "lastName")]
    aliases = [f"{aka.said('firstName')} {aka.said('lastName')}" for aka in tree.all("aka")]
    name = " ".join(part.text.strip() for part in sorted(own, key=lambda part: part.name))
    nations = [one.said("country") for kind in ("nationality", "citizenship") for one in tree.all(kind)]
    return Entry(
        tree.said("uid"),
        KINDS.get(tree.said("sdnType").lower(), Kind.ANY),
        texts(name, *aliases),
        texts(*(day(one.text) for one in tree.all("dateOfBirth"))),
        texts(*map(code, nations)),
        texts(*(one.text for one in tree.all("placeOfBirth"))),
        texts(*(one.text for one in tree.all("idNumber"))),
        texts(*(one.text for one in tree.all("program"))),
        place,
    )


def _eu(tree: Tree, place: str) -> Entry:
    """sanctionEntity of the EU's consolidated financial sanctions."""
    subject = next(tree.all("subjectType"), None)
    kind = KINDS.get(subject.attributes.get("code", "") if subject else "", Kind.ANY)
    names = [one.attributes.get("wholeName", "") for one in tree.all("nameAlias")]
    born = [one.attributes.get("birthdate") or one.attributes.get("year") for one in tree.all("birthdate")]
    nations = [one.attributes.get("countryIso2Code", "") for one in tree.all("citizenship")]
    programmes = [one.attributes.get("programme") for one in tree.all("regulation")]
    return Entry(
        tree.attributes.get("euReferenceNumber") or tree.attributes.get("logicalId", ""),
        kind,
        texts(*names),
        texts(*map(day, born)),
        texts(*(one.lower() for one in nations if len(one) == 2 and one != "00")),
        texts(*(one.attributes.get("city") for one in tree.all("birthdate"))),
        texts(*(one.attributes.get("number") for one in tree.all("identification"))),
        texts(*programmes),
        place,
    )


def _uk(tree: Tree, place: str) -> Entry:
    """Designation of the UK sanctions list."""
    names = [
        " ".join(part.text.strip() for part in one.children if part.name.startswith("Name") and part.name[4:].isdigit())
        for one in tree.all("Name")
    ]
    return Entry(
        tree.said("UniqueID"),
        KINDS.get(tree.said("IndividualEntityShip").lower(), Kind.ANY),
        texts(*names, *(one.text for one in tree.all("NameNonLatinScript"))),
        texts(*(day(one.text) for one in tree.all("DOB"))),
        texts(*(code(one.text) for one in tree.all("Nationality"))),
        texts(*(one.said("TownOfBirth") for one in tree.all("Location"))),
        texts(*(one.text for one in tree.all("PassportNumber"))),
        texts(tree.said("RegimeName")),
        place,
    )


READERS = {"INDIVIDUAL": _un, "ENTITY": _un, "sdnEntry": _ofac, "sanctionEntity": _eu, "Designation": _uk}


def read_lines(lines: Iterable[bytes], name: str) -> Iterator[tuple[str, Entry | str]]:
    """FollowTheMoney entities: ("ADD", entry) for each, or what an update stream says: ADD, MOD, DEL (with the id).

    Entities that bear no name of a party (addresses, sanctions, links) are left out. Raises UnreadableList.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line) if len(line) < LONGEST_LINE else None
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise UnreadableList(file=name, reason="a line is no JSON object, or cut off", place=number)
        word = str(found.get("op", "ADD"))
        entity = found.get("entity", found)
        if not isinstance(entity, dict) or not isinstance(entity.get("id"), str) or not entity["id"]:
            raise UnreadableList(file=name, reason="an entity has no id", place=number)
        if word == "DEL":
            yield word, str(entity["id"])
        elif entity.get("schema") in KINDS:
            yield word, _entity(entity, f"line {number}")


def _entity(entity: dict[str, Any], place: str) -> Entry:
    """An entry out of a FollowTheMoney entity; values that are no texts are left out."""
    properties = entity.get("properties")
    known: dict[str, Any] = properties if isinstance(properties, dict) else {}

    def said(*names: str) -> list[str]:
        lists = [known.get(name) for name in names]
        return [one for values in lists if isinstance(values, list) for one in values if isinstance(one, str)]

    caption = entity.get("caption")
    return Entry(
        entity["id"],
        KINDS[entity["schema"]],
        texts(caption if isinstance(caption, str) and not said("name") else None, *said("name", "alias", "weakAlias")),
        texts(*map(day, said("birthDate"))),
        texts(*(one.lower() for one in said("nationality", "citizenship", "country", "jurisdiction") if len(one) == 2)),
        texts(*said("birthPlace")),
        texts(*said(*NUMBERS)),
        texts(*said("topics", "programId")),
        place,
    )
