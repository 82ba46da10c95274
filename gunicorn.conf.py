"""Read by gunicorn at its start: whatever it logs, keys in addresses are left out."""

logger_class = "bot.server_log.RedactedLogger"
