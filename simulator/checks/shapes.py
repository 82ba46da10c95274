"""Checks of JSON objects by a table of their fields.

Whoever wrote the message is told where: findings are (path, sentence) in the order of the message.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from simulator.checks.leaves import EMPTY, INVALID, MISSING, Leaf

Finding = tuple[str, str]
Rule = Callable[[dict[str, Any]], Iterable[Finding]]


class Node(Protocol):
    def check(self, value: Any, path: str, found: list[Finding]) -> None: ...


class Shape:
    """An object with these fields and no others.

    Objects and lists are checked by nodes, single values by leaves. Rules look at the whole object
    and name a field, relative to it, with what is wrong.
    """

    def __init__(
        self,
        leaves: dict[str, Leaf],
        nodes: dict[str, Node] | None = None,
        required: tuple[str, ...] = (),
        rules: tuple[Rule, ...] = (),
    ) -> None:
        self.leaves = leaves
        self.nodes: dict[str, Node] = nodes or {}
        self.required = required
        self._required = frozenset(required)
        self.rules = rules

    def check(self, value: Any, path: str, found: list[Finding]) -> None:
        if type(value) is not dict:
            found.append((path, INVALID))
            return
        item: dict[str, Any] = value
        leaves, nodes = self.leaves, self.nodes
        for key, content in item.items():
            leaf = leaves.get(key)
            if leaf is not None:
                problem = leaf(content)
                if problem:
                    found.append((f"{path}/{key}", problem))
            elif key in nodes:
                nodes[key].check(content, f"{path}/{key}", found)
            else:
                found.append((f"{path}/{key}", "unknown field"))
        if not self._required <= item.keys():
            found.extend((f"{path}/{key}", MISSING) for key in self.required if key not in item)
        for rule in self.rules:
            found.extend((f"{path}/{key}", problem) for key, problem in rule(item))


class ListOf:
    """A list of one kind of thing, with a least and a greatest length."""

    def __init__(self, node: Node, least: int = 0, most: int | None = None) -> None:
        self.node = node
        self.least = least
        self.most = most

    def check(self, value: Any, path: str, found: list[Finding]) -> None:
        if type(value) is not list:
            found.append((path, INVALID))
            return
        items: list[Any] = value
        if self.most is not None and not self.least <= len(items) <= self.most:
            found.append((path, f"Size must be between {self.least} and {self.most}"))
        elif len(items) < self.least:
            found.append((path, EMPTY))
        for index, item in enumerate(items):
            self.node.check(item, f"{path}/{index}", found)


class ByType:
    """An object whose `type` says which shape it has."""

    def __init__(self, shapes: dict[str, Node]) -> None:
        self.shapes = shapes

    def check(self, value: Any, path: str, found: list[Finding]) -> None:
        if type(value) is not dict:
            found.append((path, INVALID))
            return
        kind: Any = value.get("type")
        shape = self.shapes.get(kind) if type(kind) is str else None
        if shape is None:
            found.append((f"{path}/type", MISSING if kind is None else INVALID))
            return
        shape.check(value, path, found)
