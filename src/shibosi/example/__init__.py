"""A generated example: coherent cross-border trade, seeded faults, and the truth about them.

Orders, payments, waybills, lists and returns agree with one another as they do in an honest business; then faults are
worked in, and a truth file says which findings follow. Nothing here reads a control or a parameter, so that the truth
can judge them.
"""

from shibosi.example.writing import Summary, write_example

__all__ = ["Summary", "write_example"]
