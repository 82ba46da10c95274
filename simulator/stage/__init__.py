"""The demo page: a phone, the hospital's desk, a time machine, and what happened, in words."""
