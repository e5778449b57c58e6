"""The wheel carries everything it needs: it works unpacked in a folder of its own, far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel and a source distribution, built without the network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


def test_the_wheel_checks_a_draft_outside_the_checkout(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    draft = tmp_path / "draft.md"
    draft.write_bytes((ROOT / "examples" / "half-year-2025-six-errors.md").read_bytes())
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "PYTHONSAFEPATH": "1"}
    environment.pop("COMPLIANCE_CHECK_ENGINE", None)
    code = (
        "import compliance_check, sys; from compliance_check.cli import main; "
        f"assert compliance_check.__file__.startswith({str(tmp_path)!r}), compliance_check.__file__; "
        "main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", code, "check", str(draft), "--engine", "direct", "-o", str(tmp_path / "out")]
    result = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, check=False)
    assert result.returncode == 1, result.stderr
    assert (tmp_path / "out" / "report.html").stat().st_size > 20_000


def test_the_source_distribution_holds_rules_templates_tests_and_examples(built: Path) -> None:
    (source,) = built.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        names = {"/".join(name.split("/")[1:]) for name in archive.getnames()}
    for needed in (
        "checks/c-ross-2/solvency.yaml",
        "schemas/concepts/solvency.yaml",
        "reports_templates/report.html.j2",
        "examples/half-year-2025.md",
        "tests/test_package.py",
        "LICENSE",
        "README.zh.md",
    ):
        assert needed in names, needed
