"""How much one visit may take. The numbers are our choice."""

from datetime import timedelta

MEGA = 1 << 20
MOST_UPLOADED = 40 * MEGA
MOST_FILES = 20
MOST_ROWS = 500_000
MOST_WRITTEN = 400 * MEGA
"""Bytes of one file that checking writes."""
MEMORY = 4096 * MEGA
"""Bytes of address space, of which libraries reserve most and use little."""
SECONDS, PATIENCE = 180, 600
"""How long one check may take, and how long it may wait for its turn."""
AT_ONCE, WAITING = 2, 8
"""Checks at the same time, and visits that wait or are checked; further ones are asked to come back."""
MOST_KEPT = 200
"""Visits there are at the same time."""
SHORT, LONG = timedelta(minutes=30), timedelta(hours=24)
"""How long a visit is kept after it was looked at last; and since it began where that was asked for."""
