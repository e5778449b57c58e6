"""Which physical line goes on in the next one.

Exports of PDF files break every line at the margin, and some put a blank line after each of them. Whether a break is a
paragraph's end is told from the line itself: a line that does not reach the margin ends its paragraph, a line that
reaches it without ending its sentence does not. Where the margin is, is learned from the lines around, because columns
and font sizes change from page to page. Without such evidence lines stay apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container

from compliance_check.collect.lines import Physical

ENDS = frozenset("。！？；：!?;:…")
CLOSERS = "”’」』）)》"
GOES_ON = frozenset("，、,（(《“‘「『〈—-")
CONTINUES = re.compile(r"[，。、；：！？）》”’」』〉%％]")
OBJECT = re.compile(r"\d[\d,.]*\s?(?:%|‰|[百千万亿]*元|[万亿])[^\s，。；、]{0,8}[，。；、]")
UNIT_FIRST = re.compile(r"(?:[百千]?[万亿]元?|元|个百分点|%|‰)(?![一-鿿])|[百千万亿]+元")
PREDICATE = re.compile(r"[为达约近超至共计是]$")
LEAD = re.compile(r"【|(?:备?注|说明|注释)\s?[:：]")
LABEL = re.compile(r"[^，。；：:]{1,14}[：:]")
LETTER = re.compile(r"[A-Za-z]")
INNER = re.compile(r"[，。、；]")
OPEN_PAIRS = ("《》", "（）", "“”", "「」")

SLACK = 3  # how far a full line may stay behind the others, in half em
SLACK_WIDE = 8  # with the first line's indent of two characters
INDENT = 4
SLACK_LATIN = 16  # words are not broken: a ragged margin
NARROWEST = 20
NARROWEST_UNSPACED = 16
WIDE_COLUMN = 40
WIDEST = 130
REACH = 2
SPACED_SHARE = 0.6
OPEN_SHARE = 0.65
POPULAR = 3
COLUMN_LINES = 5
COLUMN_SHARE = 0.1
COLUMN_WIDTHS = 3
POPULAR_WITHIN = 4


class Wrapping:
    """The evidence of one document: which lines are text, and which widths its lines are broken at.

    lines: all lines. text: the indices of those that may hold running text.
    """

    def __init__(self, lines: list[Physical], text: Container[int]) -> None:
        self.lines, self.text = lines, text
        running = [line for index, line in enumerate(lines) if index in text]
        widths = Counter(line.width for line in running if WIDE_COLUMN <= line.width <= WIDEST and not ended(line.text))
        near = range(-POPULAR_WITHIN, POPULAR_WITHIN + 1)
        self.popular = {width for width in widths if sum(widths[width + by] for by in near) >= POPULAR}
        self.widest_gap = int(spaced(running))
        self.column = column(running)

    def joins(self, index: int, following: int) -> bool:
        """Whether the line at `index` goes on in the line at `following`, the next one of the document."""
        line, after = self.lines[index], self.lines[following]
        if after.gap > self.widest_gap or line.width > WIDEST:
            return False
        closed = ended(line.text)
        if self.column:
            return self.cut(line, closed)
        if apart(line, after):
            return False
        if CONTINUES.match(after.text) or (not closed and self.awaits(line, after)):
            return True
        if (after.indent or after.new_page) and (closed or after.width > line.width + SLACK + 1):
            return False
        if not closed and (line.text[-1] in GOES_ON or unbalanced(line.text)) and line.width >= NARROWEST_UNSPACED:
            return True
        return self.full(index, following, closed) and not self.strays(following, line.width)

    def cut(self, line: Physical, closed: bool) -> bool:
        """Whether the line was broken at the column that all long lines of the text have, the space there left out."""
        length = line.indent + line.end - line.start
        return length == self.column or (length == self.column - 1 and not closed)

    @staticmethod
    def awaits(line: Physical, after: Physical) -> bool:
        """Whether the line leads to an amount, a predicate or a closing bracket that the next one holds."""
        if PREDICATE.search(line.text) and after.text[0].isdigit():
            return True
        if line.text[-1].isdigit() and UNIT_FIRST.match(after.text):
            return True
        if after.gap == 0 and PREDICATE.search(after.text) and after.width < NARROWEST and not INNER.search(after.text):
            return line.width < NARROWEST and not any(character.isdigit() for character in line.text)
        return line.width >= NARROWEST_UNSPACED and OBJECT.match(after.text) is not None

    def full(self, index: int, following: int, closed: bool) -> bool:
        """Whether the line reaches its margin; a line that ends its sentence needs two others that do."""
        line, after = self.lines[index], self.lines[following]
        if line.text.endswith(("：", ":")) or (closed and LABEL.match(after.text)):
            return False
        if after.width > line.width + slack(line) + INDENT:
            return False
        if line.spread and not closed:
            return True
        if after.gap == 0 and not after.indent and not after.new_page:
            return self.full_in_block(index, closed)
        return self.full_among_neighbours(index, closed)

    def full_in_block(self, index: int, closed: bool) -> bool:
        """The same where the lines of a paragraph follow each other without blank lines."""
        block = self.neighbours(index, gap=0, reach=6)
        line, widths = self.lines[index], sorted(self.lines[other].width for other in block)
        widest = widths[-1] if len(widths) < 3 else widths[-2]
        if line.width < NARROWEST_UNSPACED or line.width < widest - (2 if closed else slack(line) + 1):
            return False
        if line.width < WIDE_COLUMN and not any(INNER.search(self.lines[other].text) for other in block):
            return False
        return not closed or any(self.lines[other].width in margin(line) and self.unended(other) for other in block)

    def full_among_neighbours(self, index: int, closed: bool) -> bool:
        """The same where a blank line follows every line."""
        line = self.lines[index]
        if not NARROWEST <= line.width <= WIDEST:
            return False
        around = [other for other in self.neighbours(index, gap=self.widest_gap, reach=REACH) if other != index]
        alike = [self.lines[other] for other in around if abs(self.lines[other].width - line.width) <= slack(line)]
        if closed:
            return sum(self.lines[other].width in margin(line) and self.unended(other) for other in around) >= REACH
        if line.width >= WIDE_COLUMN:
            if len(alike) >= REACH or (alike and INNER.search(line.text)):
                return True
            return line.width in self.popular and self.closes(index + 1, line.width)
        return len(alike) >= REACH and any(INNER.search(other.text) for other in (line, *alike))

    def unended(self, index: int) -> bool:
        """Whether the line at `index` breaks off in mid-sentence."""
        return not ended(self.lines[index].text)

    def closes(self, index: int, width: int) -> bool:
        """Whether the line at `index` is the last of a paragraph of that width: shorter, with its sentence ended."""
        return self.lines[index].width < width and ended(self.lines[index].text)

    def strays(self, index: int, width: int) -> bool:
        """Whether a line is a short title at the end of a page that the export put below its text."""
        line = self.lines[index]
        last = index + 1 == len(self.lines) or index + 1 not in self.text or self.lines[index + 1].gap > 1
        return last and line.width * 10 < width * 7 and not ended(line.text)

    def neighbours(self, index: int, gap: int, reach: int) -> list[int]:
        """The text lines around `index`, itself too, that follow each other with `gap` blank lines between them."""
        first = last = index
        while first > 0 and index - first < reach and self.lines[first].gap == gap and first - 1 in self.text:
            first -= 1
        while (
            last + 1 < len(self.lines)
            and last - index < reach
            and self.lines[last + 1].gap == gap
            and last + 1 in self.text
        ):
            last += 1
        return list(range(first, last + 1))


def apart(line: Physical, after: Physical) -> bool:
    """Whether the form of two lines sets them apart: an indent, a note, two labels, two titles of documents."""
    if after.indent >= INDENT > line.indent or LEAD.match(after.text):
        return True
    if LABEL.match(line.text) and LABEL.match(after.text) and not line.text.endswith(("，", "、")):
        return True
    return line.text.endswith("》") and after.text.startswith("《")


def spaced(running: list[Physical]) -> bool:
    """Whether a blank line follows each line of a wrapped text: most lines stand apart, yet end in mid-sentence."""
    apart = sum(line.gap == 1 for line in running)
    long = [line for line in running if line.width >= NARROWEST]
    open_ended = sum(not ended(line.text) for line in long)
    return apart >= SPACED_SHARE * len(running) and open_ended >= OPEN_SHARE * len(long)


def column(running: list[Physical]) -> int:
    """The number of characters that the lines are cut at, in the middle of words and numbers; 0 if they are not.

    Such lines have one length and, as letters are narrower than Chinese characters, several widths; lines that were
    wrapped at a margin have one width and several lengths.
    """
    lengths = Counter(line.indent + line.end - line.start for line in running)
    longest = max(lengths, default=0)
    if longest > WIDEST or lengths[longest] < max(COLUMN_LINES, COLUMN_SHARE * len(running)):
        return 0
    widths = {line.width for line in running if line.indent + line.end - line.start == longest and mostly_wide(line)}
    return longest if len(widths) >= COLUMN_WIDTHS else 0


def mostly_wide(line: Physical) -> bool:
    """Whether a line is rather Chinese than Latin."""
    return line.width * 2 > len(line.text) * 3


def ended(text: str) -> bool:
    """Whether `text` ends its sentence, or a part of it as a semicolon or colon does."""
    return text.rstrip(CLOSERS)[-1:] in ENDS


def margin(line: Physical) -> range:
    """The widths of lines that reach the same margin as a line that ends its sentence there."""
    return range(line.width - INDENT, line.width + 2)


def slack(line: Physical) -> int:
    """How far a full line may stay behind its margin, in half em."""
    narrow = 2 * len(line.text) - line.width
    if narrow * 2 > len(line.text) and len(LETTER.findall(line.text)) * 2 > len(line.text):
        return SLACK_LATIN
    return (SLACK if line.width < WIDE_COLUMN else SLACK_WIDE) + narrow // 6


def unbalanced(text: str) -> bool:
    """Whether a bracket or quotation opens in `text` and does not close."""
    return any(text.rfind(pair[0]) > text.rfind(pair[1]) for pair in OPEN_PAIRS)
