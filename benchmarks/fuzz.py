"""Fuzz the readers for longer than the tests do: `python benchmarks/fuzz.py --seconds 600 [FILE or FOLDER…]`.

Damages small files of every format, and those given (of folders all that lies in them), at random and reads them past
the sandbox. Prints a line per file, or per format where there are many files; a traceback or a slow read ends with exit
code 1, its seed and the file that causes it in --keep.
"""

from __future__ import annotations

import argparse
import logging
import signal
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

OURS = {suffix: kind for suffix, kind in media.EXTENSIONS.items() if kind not in (media.DOC, media.XLS)}
"""The formats that are read here; the old ones are read by LibreOffice."""
BINARY = (".pdf",)
"""Formats whose inside is no text."""
PER_FILE = 20
OUTCOMES = ("read", "refused", "traceback", "hang")


def given(paths: list[Path], largest: int) -> dict[str, bytes]:
    """The files of known formats among `paths` and in the folders among them, by path; none above `largest` bytes."""
    found = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    fit = [file for file in found if file.suffix.lower() in OURS and file.is_file()]
    return {str(file): file.read_bytes() for file in fit if 0 < file.stat().st_size <= largest}


def attempt(data: bytes, name: str, seconds: float) -> str:
    """How reading ends: see OUTCOMES. The traceback goes to standard error."""

    def stop(*_: object) -> None:
        raise TimeoutError

    kind = media.named(Path(name).suffix[1:].lower()) or media.PLAIN
    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        # Without optical reading: seconds per page that say nothing about a hang.
        collect.reader(kind)(Source(data, name, "d1", kind, ReadOptions(ocr="never")))
    except UnreadableError:
        return "refused"
    except Exception as error:
        traceback.print_exc()
        return "hang" if isinstance(error, TimeoutError) else "traceback"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return "read"


def damage(data: bytes, name: str, random: Random) -> bytes:
    """The bytes, damaged from outside or, where that can be, inside."""
    ways = [damaged] if name.lower().endswith(BINARY) else [damaged, damaged_inside]
    return random.choice(ways)(data, random)


def main() -> int:
    logging.disable()  # libraries tell of damage, which is no news here
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slow", type=float, default=5.0, help="seconds for one read that count as too slow")
    parser.add_argument("--hang", type=float, default=60.0, help="seconds after which a read is given up")
    parser.add_argument("--largest", type=int, default=300_000, help="bytes above which a given file is left out")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    options = parser.parse_args()
    files = given(options.files, options.largest) or FILES | {"draft.pdf": report(4)[0]}
    formats = sorted({Path(name).suffix.lower() for name in files})
    by_format = {suffix: [name for name in sorted(files) if name.lower().endswith(suffix)] for suffix in formats}
    outcomes: Counter[tuple[str, str]] = Counter()
    slowest: dict[str, float] = {}
    failures = 0
    end = time.monotonic() + options.seconds
    seed = options.seed
    while time.monotonic() < end:
        seed += 1
        random = Random(seed)
        name = random.choice(by_format[random.choice(formats)])
        data = damage(files[name], name, random)
        started = time.monotonic()
        outcome = attempt(data, name, options.hang)
        taken = time.monotonic() - started
        line = name if len(files) <= PER_FILE else Path(name).suffix.lower()
        slowest[line] = max(slowest.get(line, 0.0), taken)
        outcomes[line, outcome] += 1
        if outcome in ("traceback", "hang") or taken > options.slow:
            failures += 1
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{seed}-{Path(name).name}").write_bytes(data)
            print(f"seed {seed}: {outcome} on {name} after {taken:.1f} s", file=sys.stderr)
    for line in sorted(slowest):
        counts = {outcome: outcomes[line, outcome] for outcome in OUTCOMES}
        print(f"{line:16} {counts}  slowest {slowest[line]:.2f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
