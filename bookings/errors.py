"""What can be wrong with a call. `code` names the sentence; whoever answers has the words for it."""


class BookingError(Exception):
    """A call that cannot be carried out; nothing was changed."""


class NotFound(BookingError):
    """No such booking or Connect ID for this hospital and mode. `what` is "booking" or "connect_id"."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Conflict(BookingError):
    """The booking's state does not allow it. `code` is a word of `bot/hospital/problems.py`."""

    def __init__(self, code: str, state: str) -> None:
        super().__init__(code)
        self.code, self.state = code, state


class Refused(BookingError):
    """One field's value is not possible now."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field, self.code = field, code
