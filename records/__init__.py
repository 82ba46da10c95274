"""Everything that must be remembered: tables, and the statements that need care."""
