"""The rules taken away from a page and through the API, open to everybody."""

import csv
import io
import json

import pytest
from django.test import Client

from shibosi.standard.register import items
from shibosi.telling.export import FORMATS

pytestmark = pytest.mark.django_db


def test_the_page_leads_to_every_format():
    page = Client().get("/rules/export/")
    assert page.status_code == 200
    for name in FORMATS:
        assert f'href="/rules/export/{name}/"' in page.content.decode()


@pytest.mark.parametrize("address", ["/rules/export/{}/", "/api/v1/law/export/{}"])
def test_files_are_in_the_language_of_who_asks(address):
    client = Client(headers={"accept-language": "zh"})
    catalog = client.get(address.format("oscal"))
    assert catalog["Content-Disposition"] == 'attachment; filename="catalog.zh.json"'
    assert "跨境电商" in json.loads(catalog.content)["catalog"]["metadata"]["title"]
    rows = list(csv.DictReader(io.StringIO(client.get(address.format("csv")).content.decode())))
    assert len(rows) == len(items())


@pytest.mark.parametrize("address", ["/rules/export/{}/", "/api/v1/law/export/{}"])
def test_a_format_that_is_none_is_told(address):
    assert Client().get(address.format("oskal")).status_code in (404, 422)
