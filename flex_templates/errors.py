"""The one error that a template, its words or its data can cause."""


class TemplateError(Exception):
    """A template cannot be compiled or rendered.

    `pointer` is a JSON pointer into the template ("/0/contents/body"), or into its words
    ("/words/th/plain"). `sentence` says what is wrong and what to do, and may quote the data: it is for
    editors with samples. `where` tells of the template alone, for what is logged or stored.
    """

    def __init__(self, name: str, pointer: str, sentence: str, kind: str = "not_usable") -> None:
        super().__init__(f"{name} {pointer or '/'}: {sentence}")
        self.name = name
        self.pointer = pointer
        self.sentence = sentence
        self.kind = kind

    @property
    def where(self) -> str:
        """The place and a code, never anything of the data."""
        return f"{self.pointer or '/'}: {self.kind}"


class Refused(ValueError):
    """A sentence without a place yet; whoever knows the place makes a `TemplateError` of it."""

    def __init__(self, sentence: str, kind: str = "not_usable") -> None:
        super().__init__(sentence)
        self.kind = kind


def kind_of(error: Exception) -> str:
    """A code for what happened; texts of errors that are not ours may quote the data."""
    return error.kind if isinstance(error, TemplateError | Refused) else type(error).__name__
