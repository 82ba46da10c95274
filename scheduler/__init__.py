"""Everything that leaves unasked.

Read alarm, jobs, dispatch, claiming, lane, push, outcomes, recording, pace. Three folders stand beside that
road: `channels` (what LINE refuses for all, and the month's quota), `events` (what hospitals are told),
`monitoring` (signs of life and alarms).
"""
