"""Working days 工作日 of a place: weekends, public holidays, and in China the weekend days that are worked instead.

`working.works(day, place)` says yes, no or None: not known. `working.WorkingDays` adds working days to an instant and
names the first day that is not known, where it comes to one. Nothing is guessed.
"""
