"""Fuzz the readers for longer than the tests do: `python benchmarks/fuzz.py --seconds 600 [FILE…]`.

Damages small files of every format (and the given ones) at random and reads them past the sandbox. Prints a line per
format; a traceback or a slow read ends with exit code 1, its seed and the file that causes it in --keep.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "unit" / "collect")]

from mutations import FILES, damaged, damaged_inside  # noqa: E402
from report_pdf import report  # noqa: E402

from compliance_check import collect  # noqa: E402
from compliance_check.collect import media  # noqa: E402
from compliance_check.collect.source import ReadOptions, Source  # noqa: E402
from compliance_check.errors import UnreadableError  # noqa: E402


def attempt(data: bytes, name: str) -> str:
    """ "read" or "refused"; any other exception goes through."""
    kind = media.named(name) or media.PLAIN
    try:
        # Without optical reading: seconds per page that say nothing about a hang.
        collect.reader(kind)(Source(data, name, "d1", kind, ReadOptions(ocr="never")))
    except UnreadableError:
        return "refused"
    return "read"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slow", type=float, default=5.0, help="seconds for one read that count as a hang")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    options = parser.parse_args()
    files = FILES | {"draft.pdf": report(4)[0]} | {path.name: path.read_bytes() for path in options.files}
    outcomes: Counter[tuple[str, str]] = Counter()
    slowest: dict[str, float] = {}
    failures = 0
    end = time.monotonic() + options.seconds
    seed = options.seed
    while time.monotonic() < end:
        seed += 1
        random = Random(seed)
        name = random.choice(sorted(files))
        ways = [damaged] if name.endswith(".pdf") else [damaged, damaged_inside]  # a PDF's inside is no text
        data = random.choice(ways)(files[name], random)
        started = time.monotonic()
        try:
            outcome = attempt(data, name)
        except Exception:
            outcome = "traceback"
            traceback.print_exc()
        taken = time.monotonic() - started
        slowest[name] = max(slowest.get(name, 0.0), taken)
        if outcome == "traceback" or taken > options.slow:
            failures += 1
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{seed}-{name}").write_bytes(data)
            print(f"seed {seed}: {outcome} on {name} after {taken:.1f} s", file=sys.stderr)
        outcomes[name, outcome] += 1
    for name in sorted(files):
        counts = {outcome: outcomes[name, outcome] for outcome in ("read", "refused", "traceback")}
        print(f"{name:16} {counts}  slowest {slowest.get(name, 0.0):.2f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
