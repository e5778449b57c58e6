"""What the style sheet in a page hides: `display: none` and `visibility: hidden` by tag, class, id and what is around.

The cascade is kept (importance, specificity, order), so that what one rule hides another may show. Rules for print or
for narrow screens, rules with states and pseudo-elements, and style sheets in files of their own are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_RULES = 5_000
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARATION = re.compile(r"(?:^|;)\s*(display|visibility)\s*:\s*([a-z-]+)\s*(!\s*important)?", re.IGNORECASE)
_COMPOUND = re.compile(r"([a-zA-Z][\w-]*|\*)?((?:[.#][\w-]+)*)")
_NAME = re.compile(r"([.#])([\w-]+)")
_EVERYWHERE = re.compile(r"@media\s+(?:(?:only\s+)?(?:screen|all)\s*)|@(?:supports|layer)\b[^{;]*", re.IGNORECASE)
_HIDDEN = {"display": ("none",), "visibility": ("hidden", "collapse")}

Compound = tuple[str, frozenset[str], str]
"""Tag or "", classes, id or ""."""
Weight = tuple[bool, int, int, int, int]
"""Importance, then how many ids, classes and tags a selector names, then its place."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector, from the element it is for outwards; near: whether the next one out is the parent itself."""

    compounds: tuple[Compound, ...]
    near: tuple[bool, ...]
    name: str
    value: str
    weight: Weight


def hide(root: _Element) -> None:
    """Give the attribute `hidden` to all elements that the style sheet hides."""
    sheet = "\n".join(style.text or "" for style in root.iter("style") if _is_for_screen(style))
    hiding: dict[str, list[Rule]] = {}
    showing: dict[str, list[Rule]] = {}
    for rule in rules(sheet):
        tag, classes, identity = rule.compounds[0]
        key = "#" + identity if identity else "." + min(classes) if classes else tag
        (hiding if rule.value in _HIDDEN[rule.name] else showing).setdefault(key, []).append(rule)
    for element in root.iter("*") if hiding else ():
        keys = (str(element.tag), "", "#" + element.get("id", ""), *("." + name for name in _classes(element)))
        found = _matching(hiding, keys, element)
        if found and _is_hidden(found + _matching(showing, keys, element), element.get("style", "")):
            element.set("hidden", "")


def _matching(by_key: dict[str, list[Rule]], keys: tuple[str, ...], element: _Element) -> list[Rule]:
    return [rule for key in keys for rule in by_key.get(key, ()) if _matches(rule, element)]


def rules(sheet: str) -> Iterator[Rule]:
    """The rules of a style sheet that show or hide."""
    for order, (selectors, body) in enumerate(_blocks(_COMMENT.sub(" ", sheet))):
        if order >= MAX_RULES:
            return
        for name, value, important in _DECLARATION.findall(body):
            for selector in selectors.split(","):
                parsed = _parse(selector.strip())
                if parsed is not None:
                    compounds, near = parsed
                    weight = (bool(important), *_specificity(compounds), order)
                    yield Rule(compounds, near, name.lower(), value.lower(), weight)


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) of all rules that always hold on a screen."""
    position = 0
    while (start := sheet.find("{", position)) >= 0:
        head = sheet[position:start].rpartition(";")[2].rpartition("}")[2].strip()
        if head.startswith("@") and _EVERYWHERE.fullmatch(head):
            position = start + 1  # what is inside counts like what is outside
            continue
        end = _end(sheet, start)
        if not head.startswith("@"):
            yield head, sheet[start + 1 : end]
        position = end + 1


def _end(sheet: str, start: int) -> int:
    """Where the block that begins at `start` ends."""
    depth = 0
    for match in re.compile("[{}]").finditer(sheet, start):
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            return match.start()
    return len(sheet)


def _parse(selector: str) -> tuple[tuple[Compound, ...], tuple[bool, ...]] | None:
    """The compounds of a selector from the last to the first; None for what is not understood."""
    compounds: list[Compound] = []
    near: list[bool] = []
    for part in reversed(selector.replace(">", " > ").split()):
        if part == ">" and compounds and len(near) < len(compounds):
            near.append(True)
            continue
        match = _COMPOUND.fullmatch(part)
        if match is None or part == ">":
            return None
        if compounds and len(near) < len(compounds):
            near.append(False)
        names = _NAME.findall(match[2])
        tag = (match[1] or "").lower().replace("*", "")
        ids = [name for sign, name in names if sign == "#"]
        compounds.append((tag, frozenset(name for sign, name in names if sign == "."), ids[0] if ids else ""))
    return (tuple(compounds), tuple(near)) if compounds and len(near) == len(compounds) - 1 else None


def _specificity(compounds: tuple[Compound, ...]) -> tuple[int, int, int]:
    ids = sum(bool(identity) for _, _, identity in compounds)
    return ids, sum(len(classes) for _, classes, _ in compounds), sum(bool(tag) for tag, _, _ in compounds)


def _matches(rule: Rule, element: _Element) -> bool:
    if not _fits(rule.compounds[0], element):
        return False
    around: _Element | None = element
    for compound, near in zip(rule.compounds[1:], rule.near, strict=True):
        around = around.getparent() if around is not None else None
        while not near and around is not None and not _fits(compound, around):
            around = around.getparent()
        if around is None or not _fits(compound, around):
            return False
    return True


def _fits(compound: Compound, element: _Element) -> bool:
    tag, classes, identity = compound
    if (tag and element.tag != tag) or (identity and element.get("id") != identity):
        return False
    return not classes or classes <= _classes(element)


def _classes(element: _Element) -> set[str]:
    return set(element.get("class", "").split())


def _is_hidden(found: list[Rule], style: str) -> bool:
    """Whether the weightiest rules hide; what the element says itself counts, unless a rule is important."""
    own = {name.lower() for name, _, _ in _DECLARATION.findall(style)}
    for name, values in _HIDDEN.items():
        of_name = [rule for rule in found if rule.name == name]
        last = max(of_name, key=lambda rule: rule.weight, default=None)
        if last is not None and last.value in values and (last.weight[0] or name not in own):
            return True
    return False


def _is_for_screen(style: _Element) -> bool:
    return style.get("media", "all").strip().lower() in ("", "all", "screen")
