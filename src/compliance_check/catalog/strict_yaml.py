"""YAML read strictly: duplicate keys, anchors and odd scalars are refused, and every value knows its line.

YAML 1.1 has traps that a lawyer editing a rule file must not fall into: `no` is a boolean, `1.10` a binary float, a
key given twice silently wins. Here `no` stays a word, `1.10` is the decimal 1.10, and a second key is an error.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from yaml import CSafeLoader, MappingNode, MarkedYAMLError, Node, ScalarNode, SequenceNode, YAMLError, compose

from compliance_check.errors import RuleFileError
from compliance_check.model import Bilingual

Value = str | int | bool | None | Decimal | dt.date | list["Value"] | dict[str, "Value"]
Place = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

LARGEST_FILE = 4_000_000
"""Bytes; a rule file of a person is far smaller, and a hostile one must not eat the memory."""

_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file: its value, and the line (from 1) of every path in it."""

    name: str
    value: Value
    sha256: str
    lines: dict[Place, int] = field(default_factory=dict)

    def where(self, path: Place = ()) -> str:
        """`file:line` of the nearest place that exists at or above `path`."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.name}:{self.lines.get(path, 1)}"

    def error(self, path: Place, what: Bilingual, todo: Bilingual) -> RuleFileError:
        """An error at `path`."""
        return RuleFileError(self.where(path), what, todo)

    def build(self, model: type[Model], value: Value, path: Place) -> Model:
        """`value`, which stands at `path`, as a `model`. Raises RuleFileError in the words of a rule author."""
        try:
            return model.model_validate(value)
        except ValidationError as error:
            from compliance_check.catalog.complaints import complain

            raise complain(self, model, error, path) from None


def yaml_files(folder: Path) -> Iterator[Path]:
    """The YAML files under `folder`, in a fixed order."""
    yield from sorted(path for pattern in ("*.yaml", "*.yml") for path in folder.rglob(pattern))


def read_yaml(path: Path, name: str | None = None) -> Source:
    """The file at `path`; `name` is what messages call it. Raises RuleFileError for whatever is not plain YAML."""
    shown = name or str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RuleFileError(
            shown,
            Bilingual(zh=f"无法读取文件（{error.strerror}）", en=f"the file cannot be read ({error.strerror})"),
            Bilingual(zh="请检查路径和读取权限。", en="Check the path and the permission to read it."),
        ) from None
    return parse_yaml(data, shown)


def parse_yaml(data: bytes, name: str) -> Source:
    """The bytes of a YAML file called `name`. Raises RuleFileError."""
    import hashlib

    if len(data) > LARGEST_FILE:
        raise RuleFileError(
            name,
            Bilingual(zh="规则文件过大", en="the file is too large for a rule file"),
            Bilingual(zh="请拆分为多个文件。", en="Split it into several files."),
        )
    try:
        node = compose(data.decode("utf-8-sig"), Loader=CSafeLoader)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise RuleFileError(
            f"{name}:{line}",
            Bilingual(zh="文件不是 UTF-8 编码", en="the file is not UTF-8"),
            Bilingual(zh="请另存为 UTF-8 编码。", en="Save it as UTF-8."),
        ) from None
    except RecursionError:
        raise RuleFileError(name, _TOO_DEEP, _FLATTEN) from None
    except YAMLError as error:
        raise _syntax_error(name, error) from None
    lines: dict[Place, int] = {}
    value = None if node is None else _Reader(name, lines).read(node, (), 0)
    return Source(name, value, hashlib.sha256(data).hexdigest(), lines)


_TOO_DEEP = Bilingual(zh="嵌套层次过深", en="the nesting is too deep")
_FLATTEN = Bilingual(zh="规则文件最多嵌套 12 层。", en="A rule file nests at most 12 levels.")


@dataclass(slots=True)
class _Reader:
    """Turns the node graph of one file into plain values, noting lines as it goes."""

    name: str
    lines: dict[Place, int]
    seen: set[int] = field(default_factory=set)

    def read(self, node: Node, path: Place, depth: int) -> Value:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if depth > 12:
            raise self.error(node, _TOO_DEEP, _FLATTEN)
        if isinstance(node, ScalarNode):
            return self.scalar(node)
        if id(node) in self.seen:
            raise self.error(
                node,
                Bilingual(
                    zh="不支持 YAML 锚点与别名（& 和 *）", en="YAML anchors and aliases (& and *) are not supported"
                ),
                Bilingual(zh="请把内容完整写出。", en="Write the content out."),
            )
        self.seen.add(id(node))
        if isinstance(node, SequenceNode):
            return [self.read(item, (*path, index), depth + 1) for index, item in enumerate(node.value)]
        assert isinstance(node, MappingNode)
        return self.mapping(node, path, depth)

    def mapping(self, node: MappingNode, path: Place, depth: int) -> dict[str, Value]:
        result: dict[str, Value] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                raise self.error(
                    key_node,
                    Bilingual(zh="键必须是一个词", en="a key must be a word"),
                    Bilingual(zh="请写成 key: value。", en="Write key: value."),
                )
            key = key_node.value
            if key in result:
                first = self.lines[(*path, key)]
                raise self.error(
                    key_node,
                    Bilingual(
                        zh=f"键 {key} 重复（首次出现在第 {first} 行）",
                        en=f"the key {key} is given twice (first in line {first})",
                    ),
                    Bilingual(zh="请删去其中一个。", en="Remove one of the two."),
                )
            self.lines[(*path, key)] = key_node.start_mark.line + 1
            result[key] = self.read(value_node, (*path, key), depth + 1)
        return result

    def scalar(self, node: ScalarNode) -> Value:
        text: str = node.value
        tag = node.tag.removeprefix(_TAG)
        if tag == "null":
            return None
        if tag == "bool" and text in {"true", "false"}:
            return text == "true"
        if tag == "timestamp":
            return self.date(node, text)
        if tag in {"int", "float"}:
            return self.number(node, text)
        if tag in {"str", "bool", "value"}:
            return text
        raise self.error(
            node,
            Bilingual(zh=f"不支持 YAML 标签 {node.tag}", en=f"the YAML tag {node.tag} is not supported"),
            Bilingual(zh="请写成普通文字、数字或日期。", en="Write plain text, a number or a date."),
        )

    def date(self, node: ScalarNode, text: str) -> dt.date:
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise self.error(
                node,
                Bilingual(zh=f"{text} 不是日期", en=f"{text} is not a date"),
                Bilingual(zh="请写成 2022-01-01。", en="Write 2022-01-01."),
            ) from None

    def number(self, node: ScalarNode, text: str) -> int | Decimal:
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        # 0x1F, 0o17, 1_000, 12:30 and .inf are numbers to YAML, and slips of the pen to everyone else.
        if (
            not number.is_finite()
            or "_" in text
            or (len(text.lstrip("+-")) > 1 and text.lstrip("+-").startswith("0") and "." not in text)
        ):
            raise self.error(
                node,
                Bilingual(zh=f"{text} 不是普通的十进制数", en=f"{text} is not a plain decimal number"),
                Bilingual(zh="若是文字请加引号。", en="Put it in quotes if it is text."),
            )
        return int(number) if node.tag == _TAG + "int" else number

    def error(self, node: Node, what: Bilingual, todo: Bilingual) -> RuleFileError:
        return RuleFileError(f"{self.name}:{node.start_mark.line + 1}", what, todo)


def _syntax_error(name: str, error: YAMLError) -> RuleFileError:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    problem = (error.problem if isinstance(error, MarkedYAMLError) else None) or str(error)
    where = name if mark is None else f"{name}:{mark.line + 1}"
    return RuleFileError(
        where,
        Bilingual(zh=f"不是有效的 YAML（{problem}）", en=f"this is not YAML ({problem})"),
        Bilingual(
            zh="请检查该处的缩进、冒号后的空格和引号。",
            en="Check the indentation, the space after each colon and the quotes here.",
        ),
    )
