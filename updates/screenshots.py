"""Pictures of the pages for the documentation, taken from the example server.

    .venv/bin/python -m updates.screenshots [--browser /usr/bin/chromium]

Starts `shibosi serve --example` in a folder of its own, signs in, and writes docs/pictures/<page>.png, <page>.zh.png.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
PORT = 8765
ADDRESS = f"http://127.0.0.1:{PORT}"
OFFICER = "officer@example.localdomain"
WIDTH, HEIGHT = 1280, 860
WAIT = 120
VIOLATIONS = 3
LANGUAGES = {"": "en-US", ".zh": "zh-CN"}
WRONG = "?control=payments_equal_the_amount_paid&outcome=broken&sort=first_seen"
"""The finding whose picture is taken is the first of these."""


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--browser", default=shutil.which("chromium"))
    asked = parser.parse_args()
    with server() as password, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=asked.browser, args=["--no-sandbox"])
        for ending, locale in LANGUAGES.items():
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale=locale)
            sign_in(page, password)
            if not ending:
                measure(page)
            for name, path in paths(page).items():
                page.goto(ADDRESS + path)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=PICTURES / f"{name}{ending}.png")
        browser.close()


@contextmanager
def server() -> Iterator[str]:
    """The example server; what is given is the password of its people."""
    with tempfile.TemporaryDirectory() as home:
        said = Path(home) / "said"
        with said.open("w") as told:
            process = subprocess.Popen(
                [sys.executable, "-m", "shibosi", "--lang", "en", "serve", "--example", "--port", str(PORT)],
                env={**os.environ, "SHIBOSI_HOME": home, "PYTHONUNBUFFERED": "1"}, stdout=told, cwd=home,
            )  # fmt: skip
        try:
            yield ready(said, process)
        finally:
            process.terminate()
            process.wait()


def ready(said: Path, process: "subprocess.Popen[bytes]") -> str:
    """Wait until the server answers; the password it told."""
    until = time.monotonic() + WAIT
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{ADDRESS}/health/ready", timeout=5):
                break
        except OSError:
            time.sleep(0.5)
    found = re.search(r"with the password (\S+):", said.read_text())
    if found is None:
        raise SystemExit(said.read_text())
    return found[1]


def sign_in(page: Page, password: str) -> None:
    """Come in as an officer."""
    page.goto(f"{ADDRESS}/accounts/login/")
    page.fill("input[name=login]", OFFICER)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_load_state()


def measure(page: Page) -> None:
    """Record what a firm of the example broke as violations, and impose a measure, so that there is one to show."""
    firm = first(page, "/parties/", "/parties/").strip("/").rpartition("/")[2]
    page.goto(f"{ADDRESS}/findings/?party={firm}&outcome=broken&sort=-severity")
    links = page.locator("tbody a[href^='/findings/']").all()[:VIOLATIONS]
    for address in [link.get_attribute("href") for link in links]:
        page.goto(f"{ADDRESS}{address}violation/?party={firm}")
        page.fill("form[action$='/record/'] [name=text]", "Seen in the documents of the order")
        page.click("form[action$='/record/'] button")
    page.goto(f"{ADDRESS}/measures/new/?party={firm}&kind=hold-orders")
    page.fill("[name=clauses]", "4.5.1.3")
    page.fill("[name=case]", "C-1")
    page.fill("form[method=post] [name=text]", "Payments do not agree with orders, again and again")
    for violation in page.locator("[name=because]").all():
        violation.check()
    page.click("form[action$='/impose/'] button")
    page.wait_for_load_state()


def paths(page: Page) -> dict[str, str]:
    """Which pages: the same finding, dossier, case and firm in each language."""
    finding, dossier = first(page, f"/findings/{WRONG}", "/findings/"), first(page, f"/findings/{WRONG}", "/dossiers/")
    return {
        "overview": "/overview/", "finding": finding, "dossier": dossier, "cases": "/cases/",
        "case": first(page, "/cases/?sort=-pk", "/cases/"), "measure": first(page, "/measures/", "/measures/"),
        "clause": "/rules/clauses/11/", "compare": "/law/compare/?left=DE&right=US&topic=low-value",
    }  # fmt: skip


def first(page: Page, address: str, leading: str) -> str:
    """The first address of a list that begins in a way; the beginning itself where there is none."""
    page.goto(ADDRESS + address)
    link = page.locator(f"tbody a[href^='{leading}']")
    return (link.first.get_attribute("href") or leading) if link.count() else leading


if __name__ == "__main__":
    main()
