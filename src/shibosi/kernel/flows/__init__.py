"""Flows 流程: states, who may move a case between them, deadlines, and what follows; declared as data.

`declared` has the parts a room declares with, `checks` what is refused at declaration, `cases` the case and its events,
`engine` who may move a case where and why not, `clock` what is due and what lapses. Nothing here stores anything.
"""
