"""The application without a network, as for the API's door tests."""

from tests.api.conftest import app, world

__all__ = ["app", "world"]
