"""Plain Flex JSON, as LINE's Flex Simulator gives it, becomes a template: first as it is, then by offers.

`pasted` puts it into a card, `offers` finds texts that look like data or could be words, `accept` takes one.
"""

from flex_templates.pasting.offering import Offer, accept, offers
from flex_templates.pasting.reading import pasted

__all__ = ["Offer", "accept", "offers", "pasted"]
