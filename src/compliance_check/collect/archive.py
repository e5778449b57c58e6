"""Office packages, guarded before any parser sees them: sizes, ratios, member counts, encryption, DTDs.

A .docx or .xlsx is a zip archive of XML parts. A few kilobytes of it can claim gigabytes, and a DTD can define
entities that multiply or that read other files. No honest office program writes either.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance_check.collect import media, refusals
from compliance_check.errors import UnreadableError
from compliance_check.openxml import transitional

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_TOTAL = 200 << 20
"""Bytes of all XML parts together: about sixty times that of a 300-page disclosure."""
MAX_UNREAD = 1 << 30
"""Bytes of all members; pictures are never unpacked here, and drawings of honest files shrink by any ratio."""
MAX_MEMBERS = 10_000
MAX_RATIO = 200
RATIO_MATTERS_FROM = 1 << 20

_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le")[:-1], b"<!ENTITY", "<!ENTITY".encode("utf-16-le")[:-1])
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)

RETRY = ("请用原软件打开，另存一份后再试", "Open it in the program it comes from, save a copy, and retry")


def refuse(where: str, zh: str, en: str, todo: tuple[str, str] = RETRY) -> UnreadableError:
    """The error that a file is not read, for the reason given in both languages."""
    return refusals.refuse(where, (zh, en), todo)


@dataclass(frozen=True, slots=True)
class Package:
    """The members of an office package that passed the guards, by their `media.part_name`."""

    members: dict[str, bytes]
    where: str

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None where the package has none."""
        return self.members.get(media.part_name(name))

    def xml(self, name: str) -> _Element | None:
        """The root element of a part, None where the package has none. Raises UnreadableError for broken XML."""
        data = self.part(name)
        return None if data is None else parse_xml(data, f"{self.where} ({name})")

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation id -> (type's last word, target part) of `part`; external targets are left out."""
        folder, _, name = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            kind = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = (kind, _resolve(folder, relation.get("Target", "")))
        return found


def open_package(data: bytes, where: str) -> Package:
    """The XML parts of an office package.

    data: the file's bytes. where: its name, for messages.
    Raises UnreadableError for what is no archive, is encrypted, is damaged, or is larger than any honest document.
    """
    if data.startswith(media.OLE2):
        raise _ole_error(data, where)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive.infolist(), where)
            return Package(_inflate(archive, where), where)
    except _ZIP_ERRORS as error:
        kind = type(error).__name__
        raise refuse(where, f"文件已损坏或不完整（{kind}）", f"the file is damaged or incomplete ({kind})") from None


def parse_xml(data: bytes, where: str) -> _Element:
    """The root of an XML document without DTD. Raises UnreadableError for broken XML or for a DTD."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    _refuse_doctype(data, where)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise refuse(where, "其中的 XML 已损坏", "the XML in it is damaged") from None
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise _doctype_error(where)
    return root


def _check_sizes(members: list[zipfile.ZipInfo], where: str) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise refusals.encrypted(where)
    parts = [member for member in members if _is_part(member)]
    suspect = any(
        member.file_size > RATIO_MATTERS_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1)
        for member in parts
    )
    total, unread = (sum(member.file_size for member in group) for group in (parts, members))
    if suspect or len(members) > MAX_MEMBERS or total > MAX_TOTAL or unread > MAX_UNREAD:
        size = f"{MAX_TOTAL >> 20} MB"
        raise refuse(
            where,
            f"压缩包解压后过大（上限 {size}、压缩比 {MAX_RATIO}），可能是压缩炸弹，未读取",
            f"it unpacks to more than an office file can hold (limits: {size}, ratio {MAX_RATIO}); it was not read",
        )


def _inflate(archive: zipfile.ZipFile, where: str) -> dict[str, bytes]:
    """The XML members, really unpacked: no declared size is believed, no DTD let through."""
    members: dict[str, bytes] = {}
    left = MAX_TOTAL
    for member in archive.infolist():
        if not _is_part(member):
            continue
        with archive.open(member) as stream:
            content = stream.read(min(member.file_size, left) + 1)
        left -= len(content)
        if len(content) > member.file_size or left < 0:
            raise zipfile.BadZipFile("larger than declared")
        _refuse_doctype(content, f"{where} ({member.filename})")
        members[media.part_name(member.filename)] = transitional(content)
    return members


def _is_part(member: zipfile.ZipInfo) -> bool:
    """Whether a member is XML, which alone is read."""
    return member.filename.lower().endswith((".xml", ".rels"))


def _refuse_doctype(data: bytes, where: str) -> None:
    if any(mark in data for mark in _DOCTYPES):
        raise _doctype_error(where)


def _doctype_error(where: str) -> UnreadableError:
    return refuse(
        where, "含有 DTD 或实体声明，出于安全未读取", "it declares a DTD or entities and was not read, for safety"
    )


def _ole_error(data: bytes, where: str) -> UnreadableError:
    """An OLE container in place of an archive: an encrypted office file, or one of the old formats."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return refusals.encrypted(where)
    todo = ("请另存为 .docx 或 .xlsx 后再试", "Save it as .docx or .xlsx and retry")
    return refuse(where, "这是旧格式（.doc/.xls）文件", "it is a file of the old format (.doc or .xls)", todo)


def _resolve(folder: str, target: str) -> str:
    """A relation's target as a member name."""
    if target.startswith("/"):
        return target.lstrip("/")
    parts = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(parts)
