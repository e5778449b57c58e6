"""Start-up and the main job, as ratios to a bare `import great_expectations` on the same machine in the same run.

Prints the medians of several fresh processes and the two ratios that the project promises: a check with its HTML report
at most 1.3 times that import, and with `--engine direct` at most a third of it.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
DRAFT = ROOT / "examples" / "half-year-2025.md"
ROUNDS = 5


def seconds(code: list[str]) -> float:
    """The wall time of one fresh process."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *code], check=True, capture_output=True)
    return time.perf_counter() - started


def checking(engine: str, folder: str, draft: Path) -> list[str]:
    """The arguments of one check with its HTML report."""
    options = ["--engine", engine, "--format", "html", "-o", f"{folder}/report.html", "--quiet", "--fail-on", "never"]
    return ["-m", "compliance_check", "check", str(draft), *options]


def main() -> None:
    """Measure in turns, so that a busy moment of the machine falls on all alike."""
    draft = Path(sys.argv[1]) if len(sys.argv) > 1 else DRAFT
    with tempfile.TemporaryDirectory() as folder:
        jobs = {
            "import great_expectations": ["-c", "import great_expectations"],
            "check --engine gx": checking("gx", folder, draft),
            "check --engine direct": checking("direct", folder, draft),
            "--help": ["-m", "compliance_check", "--help"],
        }
        for code in jobs.values():
            seconds(code)
        times: dict[str, list[float]] = {name: [] for name in jobs}
        for _ in range(ROUNDS):
            for name, code in jobs.items():
                times[name].append(seconds(code))
    medians = {name: statistics.median(values) for name, values in times.items()}
    base = medians["import great_expectations"]
    print(f"{'job':<28}{'seconds':>9}{'ratio':>8}")
    for name, value in medians.items():
        print(f"{name:<28}{value:>9.2f}{value / base:>8.2f}")
    print("promised: gx <= 1.30, direct <= 0.33, --help < 0.3 s")


if __name__ == "__main__":
    main()
