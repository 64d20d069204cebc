"""Shows that two checkouts of the portal give the same output, byte for byte.

    python scripts/compare_outputs.py BASE_DIR NEW_DIR --out DIR

Each checkout loads all data into an empty SQLite database of its own and shows every page and file to several roles, in
its own process with its own Python (`fetch_outputs.py`); what differs by chance is taken out (`normal_outputs.py`).
Exit code 0: the same, 1: differences, 2: a checkout could not be read. What a clean commit showed is kept in DIR.
"""

import argparse
import difflib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import normal_outputs as normal

HERE = Path(__file__).resolve().parent
FETCHERS = ("fetch_outputs.py", "page_links.py")
TODAY = "2026-11-27T09:00:00+00:00"
ROLES = ["bezoeker", "projectleider", "beleidsmedewerker", "raadslid"]
SAME, LAYOUT, DIFFERS, MISSING = "same", "same but for layout", "differs", "missing"
WIDTH = 300  # characters of a line in a diff
LINES = 30  # of a diff
BY_CHANCE = ("Expires",)  # headers that go by the clock of the machine

Key = tuple[str, str, bool]  # role, address, whether htmx asked


class Fetched(NamedTuple):
    """What one checkout showed."""

    folder: Path
    outputs: dict[Key, dict[str, Any]]
    seen: dict[str, list[list[Any]]]

    def parts(self, key: Key, change: Callable[[str], str]) -> normal.Parts:
        """One output, as it is compared: its headers first."""
        output = self.outputs[key]
        headers = [f"{name}: {value}" for name, value in output["headers"].items() if name not in BY_CHANCE]
        head = normal.without_chance("\n".join([str(output["status"]), *headers]))
        content = normal.parts_of((self.folder / output["file"]).read_bytes())
        return {"(head)": head} | {name: change(text) for name, text in content.items()}


@dataclass
class Comparison:
    """How each output compares, and the diffs of the first that differ."""

    results: list[tuple[str, Key]] = field(default_factory=list)
    diffs: dict[str, str] = field(default_factory=dict)  # by the lines that changed

    def count(self, *which: str) -> int:
        """How many outputs compare in one of these ways."""
        return sum(Counter(result for result, _key in self.results)[each] for each in which)


def environment(data: Path) -> dict[str, str]:
    """The environment of a checkout: no database, broker or mail of who runs this."""
    names = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "STATIC_ROOT", "PYTHONPATH")
    kept = {name: value for name, value in os.environ.items() if name not in names}
    return kept | {
        "DATA_DIR": str(data),
        "DEBUG": "1",  # the demo accounts ask for it; switched off before a page is fetched
        "DJANGO_SETTINGS_MODULE": "regiovisie.settings",
        "PYTHONHASHSEED": "0",
        "SECRET_KEY": "alleen-om-uitvoer-te-vergelijken",
    }


def version_of(checkout: Path) -> str:
    """The commit of a checkout; empty when it holds changes that are not committed, or is none."""
    git = ["git", "-C", str(checkout)]
    commit = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    changed = subprocess.run([*git, "status", "--porcelain", "-uno"], capture_output=True, text=True, check=False)
    return "" if commit.returncode or changed.returncode or changed.stdout.strip() else commit.stdout.strip()


def stamp_of(checkout: Path, given: argparse.Namespace, like: Path | None) -> str:
    """What an earlier result must carry to be used again; empty: never."""
    version = version_of(checkout)
    parts = [version, given.today, *given.roles, str(given.most), str(given.variations)]
    parts += [(HERE / name).read_text() for name in FETCHERS]
    parts += [like.read_text()] if like else []
    return hashlib.sha256("\0".join(parts).encode()).hexdigest() if version else ""


def fetched(checkout: Path, name: str, given: argparse.Namespace, like: Path | None = None) -> Fetched:
    """What a checkout shows, from an earlier run when nothing changed since."""
    folder, stamp = given.out / name, stamp_of(checkout, given, like)
    stamped = folder / "stamp"
    if not (stamp and stamped.exists() and stamped.read_text() == stamp):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        fetch(checkout, folder, given, like)
        stamped.write_text(stamp)
    kept = json.loads((folder / "outputs.json").read_text())
    outputs = {(each["role"], each["address"], each["fragment"]): each for each in kept["outputs"]}
    return Fetched(folder, outputs, kept["seen"])


def fetch(checkout: Path, folder: Path, given: argparse.Namespace, like: Path | None) -> None:
    """Let a checkout show everything, in its own process, with an empty database. Exits with code 2 when that fails."""
    own = checkout / ".venv" / "bin" / "python"
    command = [str(own if own.exists() else sys.executable), str(HERE / "fetch_outputs.py"), "--into", str(folder)]
    command += ["--today", given.today, "--roles", *given.roles]
    command += ["--most", str(given.most), "--variations", str(given.variations)]
    command += ["--like", str(like)] if like else []
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as data, (folder / "log").open("w") as log:
        ended = subprocess.run(
            command, cwd=checkout, env=environment(Path(data)), stdout=log, stderr=subprocess.STDOUT, check=False
        )
    print(f"{folder.name}: fetched in {time.monotonic() - began:.0f} s", flush=True)
    if ended.returncode:
        print("\n".join((folder / "log").read_text().splitlines()[-25:]), file=sys.stderr)
        print(f"{checkout} could not be read: see {folder / 'log'}", file=sys.stderr)
        raise SystemExit(2)


def compare(base: Fetched, new: Fetched, given: argparse.Namespace) -> Comparison:
    """Every output of the base beside that of the new checkout; what changed alike is shown once."""
    made = Comparison()
    change = normal.without_stylesheets if given.ignore_stylesheets else str
    for key in base.outputs:
        result, before, after = _one(base, new, key, change)
        made.results.append((result, key))
        counts = result in (DIFFERS, MISSING) or (result == LAYOUT and not given.layout)
        if counts and len(made.diffs) < given.diffs:
            shown = diff(before, after, result)
            changed = "\n".join(line for line in shown.splitlines() if line.startswith(("+", "-")))
            made.diffs.setdefault(changed, f"=== {named(key)}: {result}\n{shown}")
    return made


def _one(base: Fetched, new: Fetched, key: Key, change: Callable[[str], str]) -> tuple[str, normal.Parts, normal.Parts]:
    before = base.parts(key, change)
    if key not in new.outputs or not (new.folder / new.outputs[key]["file"]).exists():
        return MISSING, before, {}
    after = new.parts(key, change)
    if new.outputs[key]["status"] >= 400 > base.outputs[key]["status"]:
        return MISSING, before, after
    if normal.same(before, after, str):
        return SAME, before, after
    is_markup = normal.is_markup(base.outputs[key]["type"])
    if is_markup and before["(head)"] == after["(head)"] and normal.same(before, after, normal.laid_out):
        return LAYOUT, before, after
    return DIFFERS, before, after


def diff(before: normal.Parts, after: normal.Parts, result: str) -> str:
    """The first lines of what differs, part by part; without mere layout where more than that differs."""
    lines: list[str] = []
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name, ""), after.get(name, "")
        if result == DIFFERS and "<" in old and normal.laid_out(old) != normal.laid_out(new):
            old, new = normal.laid_out(old), normal.laid_out(new)
        if old != new:
            pair = normal.lines_of(old), normal.lines_of(new)
            lines += difflib.unified_diff(*pair, f"base {name}", f"new {name}", n=1, lineterm="")
    shown = [line[:WIDTH] for line in lines[:LINES]]
    return "\n".join([*shown, f"... {len(lines) - LINES} more lines"] if len(lines) > LINES else shown)


def named(key: Key) -> str:
    """An output in words."""
    role, address, fragment = key
    return f"{role:<18} {address}{' (htmx)' if fragment else ''}"


def only_in_new(base: Fetched, new: Fetched) -> list[str]:
    """Addresses that the new checkout points to and the base does not."""
    known = {(role, *link) for role, links in base.seen.items() for link in links}
    return [named((role, *link)) for role, links in new.seen.items() for link in links if (role, *link) not in known]


def report(made: Comparison, extra: list[str], given: argparse.Namespace) -> bool:
    """Print what compares how, and write all of it to DIR/report.txt; whether all is well."""
    lines = [f"{result:<20} {named(key)}" for result, key in made.results]
    lines += [f"{'only in new':<20} {each}" for each in extra]
    (given.out / "report.txt").write_text("\n".join([*lines, *made.diffs.values()]) + "\n")
    print("\n".join(lines if given.all else [line for line in lines if not line.startswith(f"{SAME:<20} ")]))
    print("\n\n".join(made.diffs.values()))
    per_role = Counter(key[0] for _result, key in made.results)
    wrong = made.count(DIFFERS, MISSING) + (0 if given.layout else made.count(LAYOUT))
    print(
        f"\n{len(made.results)} outputs ({', '.join(f'{role} {count}' for role, count in per_role.items())}): "
        f"byte for byte {made.count(SAME)}, but for layout {made.count(SAME, LAYOUT)}; "
        f"differs {made.count(DIFFERS)}, missing {made.count(MISSING)}, only in new {len(extra)}"
    )
    return not wrong and not extra


def arguments() -> argparse.Namespace:
    """What was asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path, help="checkout to compare with")
    parser.add_argument("new", type=Path, help="checkout that must show the same")
    parser.add_argument("--out", type=Path, help="keep outputs here; a clean commit is then not read again")
    parser.add_argument("--layout", action="store_true", help="white space that a browser does not show may differ")
    parser.add_argument("--ignore-stylesheets", action="store_true", help="links to our own style sheets may differ")
    parser.add_argument("--diffs", type=int, default=10, help="how many different changes to show (default: 10)")
    parser.add_argument("--all", action="store_true", help="also name the outputs that are the same")
    parser.add_argument("--roles", nargs="+", default=ROLES, help=f"default: {' '.join(ROLES)}; see fetch_outputs.py")
    parser.add_argument("--most", type=int, default=800, help="addresses per role (default: 800)")
    parser.add_argument("--variations", type=int, default=12, help="queries per address (default: 12)")
    parser.add_argument("--today", default=TODAY, help=f"the moment at which time stands still (default: {TODAY})")
    given = parser.parse_args()
    given.base, given.new = given.base.resolve(), given.new.resolve()
    given.out = (given.out or Path(tempfile.mkdtemp(prefix="outputs-"))).resolve()
    return given


def main() -> int:
    """Fetch both, compare and report; the exit code."""
    given = arguments()
    base = fetched(given.base, "base", given)
    new = fetched(given.new, "new", given, like=base.folder / "outputs.json")
    made = compare(base, new, given)
    well = report(made, only_in_new(base, new), given)
    print(f"outputs and report: {given.out}")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
