"""On a terminal the pages read are counted, and Ctrl-C ends the run with all its processes."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="terminals and processes are looked at in Linux's way")
PAGES = 600


@pytest.fixture(scope="module")
def long_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(PAGES):
        for row in range(40 if number else 1):  # words without figures, of which the later stages make nothing
            canvas.drawString(72, 780 - 18 * row, "Nothing to be checked stands here. " * 2)
        canvas.showPage()
    canvas.save()
    path = tmp_path_factory.mktemp("long") / "long.pdf"
    path.write_bytes(out.getvalue())
    return path


class Terminal:
    """A command whose standard error is a terminal."""

    def __init__(self, *arguments: str, folder: Path) -> None:
        self.master, slave = os.openpty()
        command = [sys.executable, "-m", "compliance_check", *arguments]
        environment = os.environ | {"TERM": "xterm", "COLUMNS": "200"}
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=slave, cwd=folder, env=environment, start_new_session=True
        )
        os.close(slave)
        self.shown = b""

    def until(self, words: bytes, seconds: float = 60) -> bool:
        """Whether `words` came up on the terminal."""
        end = time.monotonic() + seconds
        while words not in self.shown and time.monotonic() < end:
            try:
                self.shown += os.read(self.master, 65536)
            except OSError:  # the last process has closed the terminal
                break
        return words in self.shown

    def descendants(self) -> set[int]:
        """The processes under it, by their parents' lists."""
        found, left = set[int](), [self.process.pid]
        while left:
            children = Path(f"/proc/{left[0]}/task/{left.pop(0)}/children")
            new = [int(child) for child in children.read_text().split()] if children.exists() else []
            found.update(new)
            left += new
        return found


def alive(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    try:
        return state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_pages_are_counted_through_the_child_process(long_pdf: Path, tmp_path: Path) -> None:
    terminal = Terminal("check", str(long_pdf), "--engine", "direct", "--lang", "en", folder=tmp_path)
    assert terminal.until(f" of {PAGES} read".encode()), terminal.shown[-500:]
    os.killpg(terminal.process.pid, signal.SIGINT)
    terminal.until(b"never shown")
    terminal.process.wait(30)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interruption_leaves_no_process_behind(jobs: str, long_pdf: Path, tmp_path: Path) -> None:
    terminal = Terminal("check", str(long_pdf), "--engine", "direct", "--jobs", jobs, "--lang", "en", folder=tmp_path)
    assert terminal.until(f" of {PAGES} read".encode()), terminal.shown[-500:]
    children = terminal.descendants()
    assert len(children) == int(jobs)
    os.killpg(terminal.process.pid, signal.SIGINT)  # as a terminal does
    terminal.until(b"never shown")
    assert terminal.process.wait(30) == 130
    assert b"Interrupted" in terminal.shown and b"Traceback" not in terminal.shown
    end = time.monotonic() + 5
    while any(map(alive, children)) and time.monotonic() < end:
        time.sleep(0.02)
    assert not any(map(alive, children))


def test_interruption_of_several_files_is_one_line(long_pdf: Path, tmp_path: Path) -> None:
    copies = [tmp_path / f"{number}.pdf" for number in range(2)]
    for copy in copies:
        copy.write_bytes(long_pdf.read_bytes())
    names = [str(copy) for copy in copies]
    terminal = Terminal("check", *names, "--engine", "direct", "--jobs", "2", "--lang", "en", folder=tmp_path)
    end = time.monotonic() + 60
    while len(terminal.descendants()) < 4 and time.monotonic() < end:  # two workers with a child each
        time.sleep(0.01)
    children = terminal.descendants()
    os.killpg(terminal.process.pid, signal.SIGINT)
    terminal.until(b"never shown")
    assert terminal.process.wait(30) == 130
    assert b"Interrupted" in terminal.shown and b"Traceback" not in terminal.shown
    end = time.monotonic() + 5
    while any(map(alive, children)) and time.monotonic() < end:
        time.sleep(0.02)
    assert not any(map(alive, children))
