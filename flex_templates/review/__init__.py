"""What an editor's draft is worth: everything that can be said about it before it is published.

A draft is untrusted input. `untrusted` reads it within limits, `review` runs every check over it with every
sample, and each `Note` says where, what is wrong and what to do, in Thai and English.
"""

from flex_templates.review.catalogue import Variable, variables
from flex_templates.review.note import Note
from flex_templates.review.reviewing import Draft, Review, review

__all__ = ["Draft", "Note", "Review", "Variable", "review", "variables"]
