"""The life of a booking: what each call does, and which messages are due when."""
