"""Keeps keys out of logs: version-3 keys stand in URLs, and any library may log a URL."""

import logging
import re

_KEY = re.compile(r"\bmc(?:3|_test|_live)_[0-9A-Za-z_-]+")


class Redaction(logging.Filter):
    """Replaces whatever looks like one of our keys, in the message and in a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _KEY.sub("mc…", record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = _KEY.sub("mc…", record.exc_text)
        return True


def install(level: str) -> None:
    """Log to standard error, without keys."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(Redaction())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("transitions").setLevel(logging.WARNING)  # it tells of every step of every patient
