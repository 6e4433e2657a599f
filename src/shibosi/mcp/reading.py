"""The tools that change nothing, offered to everyone."""

from shibosi.mcp.asking import NEEDED, SEARCH
from shibosi.mcp.checking import CHECK
from shibosi.mcp.explaining import EXPLAIN
from shibosi.mcp.taxing import LANDED

READING = (CHECK, EXPLAIN, NEEDED, SEARCH, LANDED)
