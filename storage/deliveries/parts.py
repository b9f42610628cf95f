"""The parts of `deliveries` that have indexes of their own, as conditions on its rows.

A chat's rows are found in three parts, which the view `deliveries_of_chats` puts together: those that wait,
those that were never packed, and those in its messages. One index of all rows by chat in place of that would
be written all over by every publication: to 100,000 chats that took 0.42 s of computing instead of 0.33 s at
100,000 old rows, 0.45 s at 1,000,000 (benchmarks/publishing.py), and goes on growing with them. What is asked
of one part has to name it, beside what is meant.
"""

from __future__ import annotations

WAITING = "state = 'pending' AND message_id IS NULL"
NEVER_PACKED = "state <> 'pending' AND message_id IS NULL"
