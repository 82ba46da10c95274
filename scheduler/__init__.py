"""Everything that leaves unasked. Read alarm, jobs, dispatch, then push, outcomes and pace."""
