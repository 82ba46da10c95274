"""The one error that a template, its words or its data can cause."""


class TemplateError(Exception):
    """A template cannot be compiled or rendered.

    `pointer` is a JSON pointer into the template ("/0/contents/body"), or into its words
    ("/words/th/plain"). `sentence` says what is wrong and what to do.
    """

    def __init__(self, name: str, pointer: str, sentence: str) -> None:
        super().__init__(f"{name} {pointer or '/'}: {sentence}")
        self.name = name
        self.pointer = pointer
        self.sentence = sentence


class Refused(ValueError):
    """A sentence without a place yet; whoever knows the place makes a `TemplateError` of it."""
