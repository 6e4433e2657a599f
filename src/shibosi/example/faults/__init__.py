"""Faults: what careless and dishonest firms do to finished documents, and which findings follow.

Each file is a theme. A fault is a function that edits the papers of its orders; its docstring is the story, `then`
the findings that follow by the rules. Nothing here asks a control what it thinks.
"""
