"""What the terminal shows: progress, the summary, errors; never mixed into a result on standard output."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import ProgressColumn, TaskID

    from compliance_check.collect.progress import Listener
    from compliance_check.errors import ComplianceCheckError
    from compliance_check.gate.baseline import Comparison


class Progress:
    """The progress of a run; without a bar it says nothing."""

    def __init__(self, bar: Bar | None = None, task: TaskID | None = None, language: str = "zh") -> None:
        self.bar, self.task, self.language = bar, task, language
        self.name = ""

    def file(self, path: Path) -> None:
        """Name the file in hand."""
        self.name = str(path)
        self._show(self.name)

    def page(self, done: int, total: int) -> None:
        """`done` of the `total` pages of the file in hand are read."""
        zh, en = f"已读 {done}/{total} 页", f"page {done} of {total} read"
        self._show(f"{self.name}  {zh if self.language == 'zh' else en}")

    def done(self) -> None:
        """One file more is finished."""
        if self.bar is not None and self.task is not None:
            self.bar.advance(self.task)
            self.bar.refresh()

    @property
    def listener(self) -> Listener | None:
        """What hears of pages, where somebody watches."""
        return self.page if self.bar is not None else None

    def _show(self, description: str) -> None:
        if self.bar is not None and self.task is not None:
            self.bar.update(self.task, description=description)
            self.bar.refresh()


class Screen:
    """The terminal. Errors and progress go to standard error, the summary too when a result takes standard output."""

    def __init__(self, language: str, color: bool, quiet: bool, verbose: bool, to_stdout: bool) -> None:
        from rich.console import Console

        self.language, self.quiet, self.verbose = language, quiet, verbose
        self.errors = Console(stderr=True, no_color=not color, highlight=False)
        self.console = self.errors if to_stdout else Console(no_color=not color, highlight=False)

    @contextmanager
    def working(self, count: int) -> Iterator[Progress]:
        """Progress on a terminal: the file in hand, and over several files a bar with an estimate."""
        if not self.errors.is_terminal or self.quiet:
            yield Progress()
            return
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns: list[ProgressColumn] = [TextColumn("{task.description}", markup=False)]
        if count > 1:
            columns += [BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
        # No thread that refreshes by itself: beside one, no reader could be forked.
        with Bar(*columns, console=self.errors, transient=True, auto_refresh=False) as bar:
            yield Progress(bar, bar.add_task("", total=count), self.language)

    def summary(self, report: dict[str, Any], written: list[Path]) -> None:
        """The verdict and the findings of one report, and the path of what was written last."""
        from compliance_check.report.findings import headline
        from compliance_check.report.terminal import summary
        from compliance_check.report.visible import one_line

        if self.quiet:
            name = report["documents"][0]["path"]
            self.console.print(f"{name}: {headline(report, self.language)}", soft_wrap=True, markup=False)
            return
        summary(report, self.language, self.console)
        if self.verbose:
            for result in report["results"]:
                line = f"{result['outcome']:<15} {result['rule']:<8} {one_line(result['message'][self.language])}"
                self.console.print(line, markup=False, soft_wrap=True)
        for path in written:
            self.path(path)

    def comparison(self, comparison: Comparison) -> None:
        """How many findings are new, fixed and unchanged against the baseline."""
        counts = (len(comparison.new), len(comparison.fixed), len(comparison.unchanged))
        zh = "与基线相比：新增 {} · 已更正 {} · 未变 {}"
        en = "against the baseline: new {} · fixed {} · unchanged {}"
        self.console.print((zh if self.language == "zh" else en).format(*counts), markup=False)

    def unmarked(self, file: Path) -> None:
        """Says that a format carries no marks."""
        zh = f"{file}: 这种格式不能加批注，未生成标注副本（可标注：docx xlsx pdf）。"
        en = f"{file}: this format carries no marks; no marked copy was made (docx, xlsx and pdf can)."
        self.errors.print(zh if self.language == "zh" else en, markup=False, soft_wrap=True)

    def path(self, path: Path) -> None:
        """The path of a file written, alone on its line."""
        self.console.print(str(path), soft_wrap=True, markup=False, style="bold" if path.suffix == ".html" else "")

    def error(self, error: ComplianceCheckError) -> None:
        """One clear line."""
        self.errors.print(error.line(self.language), soft_wrap=True, markup=False, style="red")
