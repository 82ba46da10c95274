"""The control API, for tests and other programs."""
