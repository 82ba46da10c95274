"""What stops the demo and can be told to a person."""


class Trouble(Exception):
    """One sentence that says what is wrong and what to do about it."""
