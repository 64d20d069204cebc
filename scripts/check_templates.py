"""Whether the templates choose layout only: short lines, one decision on a line, no long chain of choices.

What a thing is called, or in which words it is said, is decided in Python (a method of the model or of the page).
Run by `make check`; prints each line that breaks a rule and ends with 1 when there is any.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
LONGEST = 160
DECISIONS_ON_A_LINE = 1
BRANCHES = 3  # `if` and two times `elif`: more is a table, and tables stand in Python
DECISION = re.compile(r"\{%-?\s*(?:if|elif)\b")
STEP = re.compile(r"\{%-?\s*(if|elif|endif)\b")


def problems(text: str) -> Iterator[tuple[int, str]]:
    """Line numbers of a template with what is wrong there."""
    branches: list[int] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > LONGEST:
            yield number, f"{len(line)} characters, at most {LONGEST}"
        if (decisions := len(DECISION.findall(line))) > DECISIONS_ON_A_LINE:
            yield number, f"{decisions} decisions on one line, at most {DECISIONS_ON_A_LINE}"
        for step in STEP.findall(line):
            if step == "if":
                branches.append(1)
            elif step == "endif":
                branches.pop()
            else:
                branches[-1] += 1
                if branches[-1] == BRANCHES + 1:
                    yield number, f"a chain of more than {BRANCHES} choices: decide it in Python"


def main() -> int:
    """Look at every template."""
    found = [
        f"{path.relative_to(TEMPLATES.parent)}:{number}: {problem}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for number, problem in problems(path.read_text(encoding="utf-8"))
    ]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
