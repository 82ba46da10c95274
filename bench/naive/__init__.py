"""The design that first comes to mind: one rq job for each reminder, pushed with the SDK."""
