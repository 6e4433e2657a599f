"""Impact: what other values would change, judged only where they can change something.

`moved` says which values differ when and where, `doubling` which controls hang on them, `narrowing` which rows have to
be read, `weighing` what comes of it, `proposing` how other values are written.
"""
