"""Everything these commands say has Chinese: they are run in Chinese, and every text asked for in vain is noted."""

import re

import pytest

from shibosi.kernel import words
from shibosi.kernel.controls import KNOWN

WORDS = re.compile("[A-Za-z]{2}")


@pytest.fixture
def missed(monkeypatch):
    """The texts the catalogue did not have."""
    found = []

    class Noting(dict):
        def get(self, text, default=None):
            if text not in self and text:
                found.append(text)
            return super().get(text, default)

    noting = Noting(words.catalogue())
    monkeypatch.setattr(words, "catalogue", lambda: noting)
    return found


def test_nothing_is_said_without_chinese(ask, missed, the_run, a_run, tmp_path, monkeypatch):
    monkeypatch.setenv("SHIBOSI_SIGNING_KEY", str(tmp_path / "k.pem"))
    (tmp_path / "orders.csv").write_text("order_id,foo,price\n1,2,3\n", encoding="utf-8")
    (tmp_path / "x.csv").write_text("foo\n2\n", encoding="utf-8")
    (a_run / "findings.parquet").unlink()
    rows = range(1, 40, 3)
    asked = [
        ["coverage"], ["coverage", "--gaps"], ["schema"], ["schema", "customs_list"], ["schema", "--message", "CEB621"],
        ["schema", "nothing"], ["explain", "4.5"], ["explain", "4.5.1.3"], ["explain", "5.6.3-b-1"],
        ["explain", "000-01"], ["explain", "R-1"], *(["explain", name] for name in sorted(KNOWN)),
        *(["explain", f"#{row}", "--run", the_run, *more] for row in rows for more in ([], ["--all"])),
        ["explain", "#1", "--run", a_run], ["explain", "#99999", "--run", the_run],
        ["explain", "list_was_reported", "nothing", "--run", the_run],
        ["map", "suggest", tmp_path / "orders.csv"], ["map", "suggest", tmp_path / "x.csv"],
        ["log", "verify", the_run], ["log", "verify", a_run], ["log", "head", the_run],
        ["log", "head", the_run, "--create-key"], ["log", "prove", the_run, "--finding", 1],
        ["log", "bundle", the_run, "--finding", 1, "--out", tmp_path / "b.json"],
        ["log", "bundle", the_run, "--out", tmp_path / "b.json"],
    ]  # fmt: skip
    for arguments in asked:
        ask(*arguments, language="zh")
    vain = {text for text in missed if WORDS.search(re.sub("{.*?}", "", text))}
    assert not vain, "\n".join(sorted(vain))
