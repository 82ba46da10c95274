"""One index for a process: when it is built anew."""

from bot.search import Entry, Shelf

OLD = [Entry("10001", "โรงพยาบาลเก่า")]
NEW = [Entry("10001", "โรงพยาบาลใหม่")]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_index_is_kept_while_nothing_changes():
    clock = Clock()
    shelf = Shelf(clock)
    first = shelf.index("mark", lambda: list(OLD))
    clock.now = 3600

    assert shelf.index("mark", lambda: list(OLD)) is first


def test_new_hospitals_are_found_at_once():
    shelf = Shelf(Clock())
    shelf.index(("1", "10001"), lambda: OLD)

    assert shelf.index(("2", "10002"), lambda: NEW).search("ใหม่", 1)


def test_a_new_name_is_found_within_a_minute():
    clock = Clock()
    shelf = Shelf(clock)
    shelf.index("mark", lambda: OLD)

    clock.now = 59
    assert not shelf.index("mark", lambda: NEW).search("ใหม่", 1)
    clock.now = 60
    assert shelf.index("mark", lambda: NEW).search("ใหม่", 1)


def test_a_failed_reading_leaves_the_index_as_it_was():
    clock = Clock()
    shelf = Shelf(clock)
    shelf.index("mark", lambda: OLD)

    for _ in range(2):
        try:
            shelf.index("another", lambda: [Entry("", "")] * int("no number"))
        except ValueError:
            continue
    assert shelf.index("mark", lambda: OLD).search("เก่า", 1)
