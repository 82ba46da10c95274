"""The phone: a page like a LINE chat, live, for one patient at an address that cannot be guessed."""
