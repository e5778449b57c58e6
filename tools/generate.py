"""Writes what is generated (docs/rules, docs/commands, schemas/json); --check says what differs, and fails then."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from compliance_check.cli.pages import generated  # noqa: E402  (the path must be known first)


def stale(files: dict[str, str]) -> list[Path]:
    """Pages on disk that no rule has any more."""
    return [path for path in sorted((ROOT / "docs/rules").rglob("*.md")) if str(path.relative_to(ROOT)) not in files]


def main() -> int:
    """Write, or compare."""
    files = generated()
    differing = []
    for name, text in files.items():
        path = ROOT / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            differing.append(name)
            if "--check" not in sys.argv:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    for path in stale(files):
        differing.append(str(path.relative_to(ROOT)))
        if "--check" not in sys.argv:
            path.unlink()
    sys.stdout.write("\n".join([f"{len(files)} files, {len(differing)} differed", *differing[:20]]) + "\n")
    return 1 if differing and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
