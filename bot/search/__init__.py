"""Finding a hospital by what a patient types. Pure: names and places in, codes out.

`fold` names in forgiving forms · `words` what is written around a name · `scoring` how well a name answers ·
`places` provinces and districts · `index` all of it together · `shelf` one index a process.
"""

from bot.search.index import Entry, Hit, Index
from bot.search.shelf import Shelf

__all__ = ["Entry", "Hit", "Index", "Shelf"]
