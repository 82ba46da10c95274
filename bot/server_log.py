"""gunicorn's own log, the access log too, without keys: a version-3 key stands in the address."""

from typing import Any

from gunicorn.glogging import Logger

from bot.redaction import Redaction


class RedactedLogger(Logger):
    """gunicorn's logger with our filter on all that it writes."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for each in (self.error_log, self.access_log):
            each.addFilter(Redaction())
