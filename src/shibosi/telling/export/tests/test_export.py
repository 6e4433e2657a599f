"""The rules taken away: what others read is whole, in their shape, and in words of ours only."""

import csv
import io
import json
import re
from datetime import UTC, datetime

import pytest
import yaml

from shibosi.kernel.words import LANGUAGES, speak
from shibosi.standard.register import clauses, companions, items
from shibosi.telling.export import UnknownFormat, exported

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
URN = re.compile(r"urn:[a-z0-9._-]+:[a-z0-9._-]+:[0-9a-z\[\]().:_-]+")
LIBRARY = {"urn", "locale", "ref_id", "name", "description", "copyright", "version", "publication_date", "provider",
           "packager", "translations", "objects"}  # fmt: skip
NODE = {"urn", "assessable", "depth", "parent_urn", "ref_id", "name", "description", "annotation", "typical_evidence",
        "implementation_groups", "reference_controls", "translations"}  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def spoken(request):
    """A language to write in."""
    speak(request.param)
    yield request.param
    speak("en")


def test_trestle_reads_the_catalog_and_finds_every_item(tmp_path, spoken):
    from trestle.core.catalog.catalog_interface import CatalogInterface
    from trestle.oscal.catalog import Catalog

    path = tmp_path / "catalog.json"
    path.write_text(exported("oscal", AT), encoding="utf-8")
    catalog = Catalog.oscal_read(path)
    found = CatalogInterface(catalog)
    assert found.get_count_of_controls_in_catalog(recurse=True) == len(items())
    assert found.get_control("c4.1.1-a").title.startswith("4.1.1-a ")
    props = {prop.name: prop.value for prop in catalog.metadata.props}
    assert props["language"] == spoken


def test_every_reference_of_the_catalog_leads_somewhere_and_ids_are_told_once(spoken):
    catalog = json.loads(exported("oscal", AT))["catalog"]
    resources = {f"#{one['uuid']}" for one in catalog["back-matter"]["resources"]}
    controls = [control for group in catalog["groups"] for control in group["controls"]]
    links = [link["href"] for control in controls for link in control.get("links", [])]
    assert links and set(links) == resources
    ids = [one["id"] for control in controls for one in (control, *control["parts"], *control.get("params", []))]
    assert len(ids) == len(set(ids))
    assert any(control.get("params") for control in controls)


def test_the_same_rules_on_the_same_day_are_the_same_document():
    assert exported("oscal", AT) == exported("oscal", AT)
    speak("zh")
    chinese = json.loads(exported("oscal", AT))["catalog"]["uuid"]
    speak("en")
    assert chinese != json.loads(exported("oscal", AT))["catalog"]["uuid"]


def test_the_library_has_the_shape_of_ciso_assistant(spoken):
    library = yaml.safe_load(exported("ciso", AT))
    framework = library["objects"]["framework"]
    nodes, controls = framework["requirement_nodes"], library["objects"]["reference_controls"]
    assert set(library) == LIBRARY and library["locale"] == spoken and isinstance(library["version"], int)
    assert all(set(node) <= NODE for node in nodes)
    urns = [one["urn"] for one in (library, framework, *nodes, *controls)]
    assert len(urns) == len(set(urns)) and all(URN.fullmatch(urn) for urn in urns)
    depths = {node["urn"]: node["depth"] for node in nodes}
    assert all(depths[node["parent_urn"]] == node["depth"] - 1 for node in nodes if node["depth"] > 1)
    groups = {group["ref_id"] for group in framework["implementation_groups_definition"]}
    assert all(set(node["implementation_groups"]) <= groups for node in nodes if node["depth"] > 1)
    known = {one["urn"] for one in controls}
    used = {urn for node in nodes for urn in node.get("reference_controls", [])}
    assert used == known != set()
    assert {node["ref_id"] for node in nodes if node["depth"] > 1} == set(items())


def test_the_library_says_everything_in_both_languages():
    for spoken, other in (("en", "zh"), ("zh", "en")):
        speak(spoken)
        library = yaml.safe_load(exported("ciso", AT))
        node = next(one for one in library["objects"]["framework"]["requirement_nodes"] if one["ref_id"] == "4.1.1-a")
        item = clauses()["4.1.1-a"]
        words = {"en": item.gist_en, "zh": item.gist_zh}
        assert (node["description"], node["translations"][other]["description"]) == (words[spoken], words[other])
    speak("en")


def test_json_has_items_controls_and_the_values_they_read(spoken):
    found = json.loads(exported("json", AT))
    told = [item for chapter in found["chapters"] for item in chapter["items"]]
    assert {one["id"] for one in told} == set(items()) and found["language"] == spoken
    controls = {one["name"] for one in found["controls"]}
    assert {name for one in told for name in one["controls"]} == controls
    read = {name for one in found["controls"] for name in one["parameters"]}
    assert set() != {one["parameter"] for one in found["parameters"]} <= read


def test_csv_has_a_line_an_item_and_no_formula():
    rows = list(csv.DictReader(io.StringIO(exported("csv", AT))))
    assert [row["id"] for row in rows] == [*clauses(), *companions()]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_a_format_that_is_none_is_refused_with_the_nearest():
    with pytest.raises(UnknownFormat) as refusal:
        exported("oskal", AT)
    assert refusal.value.hint == "oscal"
