"""Lists in the formats they are published in, whole or refused."""

import gzip
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.names.parsing import Kind
from shibosi.methods.watchlists.dates import day
from shibosi.methods.watchlists.entries import Entry, UnreadableList
from shibosi.methods.watchlists.reading import read_list

UN = """<?xml version="1.0"?><CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>ERIC</FIRST_NAME>
<SECOND_NAME>BADEGE</SECOND_NAME><REFERENCE_NUMBER>CDi.001</REFERENCE_NUMBER><UN_LIST_TYPE>DRC</UN_LIST_TYPE>
<NATIONALITY><VALUE>Rwanda</VALUE></NATIONALITY><INDIVIDUAL_ALIAS><ALIAS_NAME>Eric B.</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><YEAR>1971</YEAR></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"""
SDN = """<sdnList xmlns="http://x"><sdnEntry><uid>36</uid><lastName>PETROV</lastName><firstName>Ivan</firstName>
<sdnType>Individual</sdnType><programList><program>CUBA</program></programList><akaList><aka><lastName>PETROFF</lastName>
</aka></akaList>
<dateOfBirthList><dateOfBirthItem><dateOfBirth>02 Mar 1958</dateOfBirth></dateOfBirthItem></dateOfBirthList>
</sdnEntry></sdnList>"""
EU = """<export xmlns="http://eu"><sanctionEntity euReferenceNumber="EU.1.2"><subjectType code="person"/>
<nameAlias wholeName="Ivan Petrov"/><birthdate birthdate="1958-03-02" city="Omsk"/><citizenship countryIso2Code="RU"/>
<regulation programme="UKR"/></sanctionEntity></export>"""
UK = """<Designations><Designation><UniqueID>RUS1</UniqueID>
<RegimeName>Russia</RegimeName><Names><Name><Name1>Ivan</Name1>
<Name6>PETROV</Name6></Name></Names>
<IndividualEntityShip>Individual</IndividualEntityShip><DOBs><DOB>dd/mm/1958</DOB></DOBs>
</Designation></Designations>"""
OFAC = (
    '36,"PETROV, Ivan","individual","CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"DOB 02 Mar 1958; POB Omsk, Russia; nationality Russia."\n\x1a'
)
EU_TABLE = (
    "Entity_LogicalId;NameAlias_WholeName;BirthDate_BirthDate\n7;Ivan Petrov;1958-03-02\n7;Ivan Petroff;\n8;Anna;\n"
)
UK_TABLE = "Last Updated,01/01/2026\nName 6,Name 1,DOB,Group Type,Group ID\nPETROV,Ivan,02/03/1958,Individual,7\n"
OWN = "编号,姓名,别名,类型,出生日期,国籍\n1,陈大文,Chan Tai Man；Chen Dawen,个人,1958,中国\n"
FTM = (
    '{"id": "Q1", "schema": "Person", "properties": {"name": ["Ivan Petrov"], "birthDate": ["1958"]}}\n'
    '{"id": "A", "schema": "Address"}\n'
)


def read(tmp_path: Path, text: str | bytes, name: str = "list.txt") -> tuple[Entry, ...]:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_list(path).entries


@pytest.mark.parametrize(
    ("format", "text", "id", "names", "born"),
    [
        ("United Nations", UN, "CDi.001", ("ERIC BADEGE", "Eric B."), ("1971",)),
        ("OFAC as XML", SDN, "36", ("Ivan PETROV", "PETROFF"), ("1958-03-02",)),
        ("EU as XML", EU, "EU.1.2", ("Ivan Petrov",), ("1958-03-02",)),
        ("UK as XML", UK, "RUS1", ("Ivan PETROV",), ("1958",)),
        ("OFAC as a table", OFAC, "36", ("PETROV, Ivan",), ("1958-03-02",)),
        ("EU as a table", EU_TABLE, "7", ("Ivan Petrov", "Ivan Petroff"), ("1958-03-02",)),
        ("UK as a table", UK_TABLE, "7", ("Ivan PETROV",), ("1958-03-02",)),
        ("a table of one's own", OWN, "1", ("陈大文", "Chan Tai Man", "Chen Dawen"), ("1958",)),
        ("FollowTheMoney", FTM, "Q1", ("Ivan Petrov",), ("1958",)),
        ("packed", gzip.compress(UN.encode()), "CDi.001", ("ERIC BADEGE", "Eric B."), ("1971",)),
        ("with a mark of order", b"\xef\xbb\xbf" + UN.encode(), "CDi.001", ("ERIC BADEGE", "Eric B."), ("1971",)),
    ],
)
def test_a_format_is_read(tmp_path, format, text, id, names, born):
    entry = read(tmp_path, text)[0]
    assert (entry.id, entry.names, entry.born) == (id, names, born)


def test_every_entry_says_where_it_stood(tmp_path):
    assert [entry.place for entry in read(tmp_path, "name\nA\nB\n")] == ["row 2", "row 3"]
    assert read(tmp_path, UN)[0].place == "record 1"


@pytest.mark.parametrize(
    ("story", "text", "reason"),
    [
        ("empty", "", "no column is called name"),
        ("a heading only", "name,born\n", "it has no entry"),
        ("XML cut off", UN[:300], "the XML is broken or cut off"),
        ("a document type", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "it declares a document type"),
        ("too deep", "<INDIVIDUAL>" + "<a>" * 100, "its elements stand too deep"),
        ("packed and cut off", gzip.compress(os.urandom(9000).hex().encode())[:4000], "it is packed and cut off"),
        ("another encoding", "name\n陈大文\n".encode("gb18030"), "its text is not UTF-8"),
        ("no text", b"name\n\x00\x01\n", "it is no text"),
        ("a row cut off", "name,born\nA,1958\nB", "a row has more or fewer cells than the heading"),
        ("a cell without end", 'name\n"A\nB\n', "a cell has no end"),
        ("no names", "a,b\n1,2\n", "no column is called name"),
        ("a JSON line cut off", FTM[:60], "a line is no JSON object, or cut off"),
        ("an entity without id", '{"schema": "Person"}', "an entity has no id"),
        ("OFAC with a column too few", '36,"A","individual"\n', "a row has not the 12 columns of this list"),
        ("nested without end", "{" + '"a":{' * 100_000, "a line is no JSON object, or cut off"),
    ],
)
def test_what_is_no_whole_list_is_refused(tmp_path, story, text, reason):
    with pytest.raises(UnreadableList) as refused:
        read(tmp_path, text)
    assert refused.value.facts["reason"] == reason


def test_a_list_larger_than_any_is_refused_before_it_is_read_whole(tmp_path, monkeypatch):
    monkeypatch.setattr("shibosi.methods.watchlists.reading.MOST_ENTRIES", 1_000)
    path = tmp_path / "own.csv"
    path.write_text("id,name\n" + "".join(f"{number},Ivan\n" for number in range(5_000)), encoding="utf-8")
    with pytest.raises(UnreadableList) as refused:
        read_list(path)
    assert refused.value.facts["place"] == 1_001


def test_a_packed_file_that_swells_is_refused_at_its_bound(tmp_path, monkeypatch):
    monkeypatch.setattr("shibosi.methods.watchlists.reading.MOST_BYTES", 1 << 21)
    path = tmp_path / "own.csv.gz"
    path.write_bytes(gzip.compress(b"id,name\n" + b"1,Ivan Petrow\n" * 400_000))
    with pytest.raises(UnreadableList, match="larger"):
        read_list(path)


def test_entries_without_names_are_kept_and_counted(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("id,name,identifiers\n1,,AB123456\n2,Ivan,\n", encoding="utf-8")
    read = read_list(path)
    assert (len(read.entries), read.nameless) == (2, 1)


def test_names_of_a_repeated_id_come_together(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("id,name\n1,Ivan\n1,Johann\n", encoding="utf-8")
    assert read_list(path).entries[0].names == ("Ivan", "Johann")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("02 Mar 1958", "1958-03-02"), ("Mar 1958", "1958-03"), ("circa 1958", "1958"),
        ("1958-03-02T00:00", "1958-03-02"),
        ("dd/mm/1958", "1958"), ("02/03/1958", "1958-03-02"), ("1958-00-00", "1958"),
        ("unknown", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_days_are_understood(text, found):
    assert day(text) == found


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("lists") / "a"
    path.write_bytes(data)
    try:
        read_list(path)
    except UnreadableList as refused:
        assert refused.sentence("zh") != refused.sentence("en")


@pytest.mark.real
def test_published_lists_are_read():
    data = Path(os.environ["SHIBOSI_REAL_DATA"]) / "data"
    lists = {
        "sanctions_lists/ofac_sdn_2019-01/sdn.csv.gz": (7379, Kind.ORGANISATION),
        "sanctions_lists/ofac_non_sdn_2025-12/cons_prim.csv.gz": (442, None),
        "sanctions_lists/un_consolidated_2026-02-27.xml.gz": (1003, Kind.PERSON),
        "sanctions_lists/us_csl_sample_2019-12.csv": (115, None),
        "watchlist_ftm/entities.ftm.jsonl": (119, None),
    }
    for name, (count, kind) in lists.items():
        entries = read_list(data / name).entries
        assert len(entries) == count
        assert kind is None or entries[0].kind is kind
        assert json.dumps(entries[0].cells())
