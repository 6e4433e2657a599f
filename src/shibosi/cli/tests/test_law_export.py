"""`shibosi law export`: the rules in formats of others."""

import json

import pytest

from shibosi.standard.register import items


def test_the_catalog_is_written_where_asked_in_the_language_in_use(ask, tmp_path):
    out = tmp_path / "catalog.json"
    found = ask("law", "export", "oscal", "--out", out, language="zh")
    assert found.status == 0 and str(out) in found.out
    catalog = json.loads(out.read_text(encoding="utf-8"))["catalog"]
    assert "跨境电商" in catalog["metadata"]["title"]
    assert sum(len(group["controls"]) for group in catalog["groups"]) == len(items())


@pytest.mark.parametrize("asked", [("export", "oskal"), ("export",)])
def test_a_format_that_is_none_is_refused(ask, asked):
    found = ask("law", *asked)
    assert found.status == 2 and not found.out
