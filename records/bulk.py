"""Many rows of values as one parameter: a small table that a statement can join, however many rows.

One bound parameter for each value costs more CPU in the drivers than the database needs for the row itself.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import JSON, FromClause, Text, bindparam, cast, column, func, select
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine


def rows(session: Session, columns: Mapping[str, TypeEngine[Any]]) -> FromClause:
    """A table of these columns over the parameter `rows`, which `packed` makes."""
    parameter = bindparam("rows", type_=Text)
    if session.get_bind().dialect.name == "postgresql":
        typed = [column(name, type_) for name, type_ in columns.items()]
        read = func.json_to_recordset(cast(parameter, JSON)).table_valued(*typed)
        return read.render_derived(with_types=True)
    each = func.json_each(parameter).table_valued("value")
    named = [func.json_extract(each.c.value, f"$.{name}").label(name) for name in columns]
    return select(*named).select_from(each).subquery()


def packed(values: Sequence[Any]) -> dict[str, str]:
    """The parameter: `{"rows": …}`, each row with the table's columns."""
    try:
        return {"rows": orjson.dumps(values).decode()}
    except TypeError:  # half a character, a number of twenty digits: rare, and Python's JSON knows them
        return {"rows": json.dumps(values)}
