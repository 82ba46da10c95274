"""No line of `docs/hospital-api.md` without a test that quotes it."""

from tests.contract.lines import lines, quotes
from tests.contract.table import PAGE, PROSE, page, unquoted


def test_every_line_of_the_contract_is_quoted_by_a_test():
    marks = quotes()
    missing = {line.text: rest for line in lines() if (rest := unquoted(line, marks))}

    assert missing == {}


def test_every_quote_stands_in_the_contract_and_in_one_line_only():
    told = [line.text for line in lines()]
    quoted = {*PROSE, *(each.text for each in quotes())}
    found = {text: sum(text in line for line in told) for text in quoted}

    assert {text: times for text, times in found.items() if times != 1} == {}


def test_the_page_of_the_contract_is_that_of_the_tests():
    assert PAGE.read_text(encoding="utf-8") == page(), "stale: python -m tests.contract.table"
