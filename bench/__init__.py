"""How fast it is, beside its goals: `make bench`. README.md holds the last table."""
