"""The Python of the guides declares what it says it declares."""

import textwrap

import pytest

from shibosi.kernel.flows.checks import faults
from shibosi.kernel.flows.declared import Flow
from shibosi.kernel.measures.packs import Pack
from tests.house import files

GUIDES = ["docs/guide/add-a-flow.md", "docs/guide/add-a-flow.zh.md"]


def python_of(name):
    """The Python blocks of a page, without the indent of a list."""
    lines, taken, block = (files.ROOT / name).read_text(encoding="utf-8").splitlines(), False, []
    for line in lines:
        if line.strip() == "```python":
            taken, block = True, []
        elif taken and line.strip() == "```":
            taken = False
            yield textwrap.dedent("\n".join(block))
        elif taken:
            block.append(line)


@pytest.mark.parametrize("name", GUIDES)
def test_the_examples_declare_a_flow_and_a_pack(name):
    flow_code, pack_code = python_of(name)
    made: dict = {"__name__": "guide"}
    exec(flow_code, made)
    exec(pack_code, made)
    assert isinstance(made["TAKEDOWN"], Flow) and not list(faults(made["TAKEDOWN"]))
    assert isinstance(made["MONTH_POINTS"], Pack)


def test_both_languages_show_the_same_code():
    assert list(python_of(GUIDES[0])) == list(python_of(GUIDES[1]))
