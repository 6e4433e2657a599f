"""For tests that look at pages in a real browser, on a desktop and a phone."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shibosi.store import jobs
from shibosi.store.models import Job

CHROMIUM = "/usr/bin/chromium"
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
LOOKS = [("desktop", "zh-CN", "light"), ("phone", "en-US", "dark")]
"""Size, language and light: each of them once both ways."""
ALL_LOOKS = [*LOOKS, ("desktop", "en-US", "dark"), ("phone", "zh-CN", "light")]
"""Both languages on both sizes."""
needs_chromium = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="there is no Chromium to look with")


@pytest.fixture
def browser(monkeypatch):
    """Chromium. Its driver runs a loop of its own, beside which Django may be asked."""
    sync_api = pytest.importorskip("playwright.sync_api")
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def opened(
    browser: Any, server: Any, client: Client, size: str, language: str, light: str, scripts: bool = True
) -> tuple[Any, list[str]]:  # fmt: skip
    """A page of a size in which whoever signed in with `client` is signed in, and what the browser complains about."""
    width, height = SIZES[size]
    context = browser.new_context(
        locale=language, viewport={"width": width, "height": height}, color_scheme=light, java_script_enabled=scripts
    )
    context.add_cookies([
        {"name": one.key, "value": one.value, "url": server.url} for one in client.cookies.values()
    ])  # fmt: skip
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda mistake: complaints.append(str(mistake)))
    return page, complaints


def fits(page: Any) -> bool:
    """Whether nothing stands out of the screen to the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def worked(tries: int = 3) -> str:
    """Do the job. The page asks meanwhile, and a database in memory refuses whoever writes while another reads."""
    state = ""
    for _ in range(tries):
        Job.objects.filter(state="waiting").update(due_at=timezone.now())
        row = jobs.work_once(timezone.now)
        state = row.state if row else ""
        if state == "done":
            break
    return state
