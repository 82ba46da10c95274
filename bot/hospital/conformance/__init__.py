"""Which of the journey's calls a hospital's system makes well, by its call log: values in, values out."""

from bot.hospital.conformance.report import Report, examine

__all__ = ["Report", "examine"]
