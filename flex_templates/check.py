"""`python -m flex_templates.check`: prints what is wrong with this folder's templates, words and samples.

Only a command. In Python, `flex_templates.check` is the function that checks rendered messages.
"""

import sys
from pathlib import Path

from flex_templates.audit import Audit
from flex_templates.source import HERE


def main(arguments: list[str]) -> int:
    """The exit status: 1 when there are errors, 0 when there are none or only warnings."""
    folder = Path(arguments[0]).resolve() if arguments else HERE
    audit = Audit(folder)
    problems = audit.problems()
    for problem in problems:
        sys.stdout.write(str(problem).replace(f"{folder.parent}/", "", 1) + "\n")
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    sys.stdout.write(f"{len(audit.source.names())} templates: {errors} errors, {warnings} warnings\n")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
