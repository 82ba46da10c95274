"""The Flask application: every door in."""
