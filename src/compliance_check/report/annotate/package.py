"""An office package of which single parts are replaced: every other member is copied byte for byte."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING

from compliance_check.openxml import transitional

if TYPE_CHECKING:
    from lxml.etree import _Element

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def usual(data: bytes) -> bytes:
    """The package with slashes in its names and without the namespaces of "Strict Open XML"; mostly just `data`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        if not any(_unusual(source, info) for info in source.infolist()):
            return data
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for info in source.infolist():
                name, content = info.filename.replace("\\", "/"), source.read(info)
                content = transitional(content) if _is_part(name) else content
                target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _unusual(source: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    if "\\" in info.filename:
        return True
    content = source.read(info) if _is_part(info.filename) else b""
    return transitional(content) != content


def _is_part(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


class Package:
    """The parts of a .docx or .xlsx; parsed parts are written back, new ones are added at the end."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(usual(data)))
        self._names = set(self._archive.namelist())
        self._stored = {name.lower(): name for name in self._names}
        self._parsed: dict[str, _Element] = {}
        self._before: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return self._stored.get(name.lower(), name) in self._names or name in self._parsed

    def xml(self, name: str) -> _Element:
        """The root element of a part, to be changed in place. The case of its name does not count."""
        name = self._stored.get(name.lower(), name)
        if name not in self._parsed:
            self._parsed[name] = parse(self._archive.read(name))
            self._before[name] = _serial(self._parsed[name])
        return self._parsed[name]

    def add(self, name: str, root: str, content_type: str) -> _Element:
        """A new part with the root element `root` (XML), its content type declared."""
        from lxml import etree

        self._parsed[name] = parse(root.encode())
        types = self.xml("[Content_Types].xml")
        etree.SubElement(types, TYPES + "Override", {"PartName": f"/{name}", "ContentType": content_type})
        return self._parsed[name]

    def declare(self, extension: str, content_type: str) -> None:
        """The content type of all parts with this extension, unless there is one."""
        from lxml import etree

        types = self.xml("[Content_Types].xml")
        known = {entry.get("Extension", "").lower() for entry in types.iter(TYPES + "Default")}
        if extension not in known:
            types.insert(0, etree.Element(TYPES + "Default", {"Extension": extension, "ContentType": content_type}))

    def main(self, usual: str) -> str:
        """The main part of the document; `usual` where no relation names it."""
        return next((target for _, target in self.related("", "officeDocument")), usual)

    def related(self, part: str, kind: str) -> list[tuple[str, str]]:
        """The (id, target part) of a part's relations whose type ends in `kind`."""
        name = _relations_of(part)
        if name not in self:
            return []
        folder = posixpath.dirname(part)
        found = []
        for entry in self.xml(name):
            if entry.get("Type", "").rpartition("/")[2] == kind and entry.get("TargetMode") != "External":
                target = entry.get("Target", "")
                place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                found.append((entry.get("Id", ""), place.lstrip("/")))
        return found

    def relate(self, part: str, target: str, kind: str) -> str:
        """A new relation from a part to another; its id."""
        from lxml import etree

        name = _relations_of(part)
        if name not in self:
            self._parsed[name] = parse(f'<Relationships xmlns="{RELATIONS[1:-1]}"/>'.encode())
        root = self.xml(name)
        taken = {entry.get("Id") for entry in root}
        identity = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        values = {"Id": identity, "Type": f"{OFFICE}/{kind}", "Target": f"/{target}"}
        etree.SubElement(root, RELATIONS + "Relationship", values)
        return identity

    def free(self, pattern: str) -> str:
        """The first part name made from `pattern` ("xl/comments{}.xml") that is not taken."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def save(self) -> bytes:
        """The package: changed parts in their old places, the others as they were, new parts at the end."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            for info in self._archive.infolist():
                data = self._archive.read(info)
                root = self._parsed.get(info.filename)
                if root is not None and _serial(root) != self._before[info.filename]:
                    data = _serial(root)
                target.writestr(info, data)
            for name in self._parsed:
                if name not in self._names:
                    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                    target.writestr(info, _serial(self._parsed[name]), zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _serial(root: _Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def parse(data: bytes) -> _Element:
    """An XML part; entities are not expanded and nothing is fetched."""
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False))


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
