"""Everything the simulator remembers, in memory."""
