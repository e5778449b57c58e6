"""Bytes to text: UTF-8, UTF-16 and UTF-32 by their marks, UTF-16 by its zeros, GB18030, else a detector.

Chinese drafts come as UTF-8 or, from older Windows programs, as GBK; GB18030 holds both GBK and GB 2312. It decodes
almost anything, so its result must also look like Chinese: nearly all of it within GB 2312, the characters in use.
"""

from __future__ import annotations

import codecs
import re

from compliance_check.collect import refusals

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 65536
"""How much of a text is looked at to tell what it is; a bound on the time, not on the text."""
COMMON_SHARE = 0.9
CONTROL_SHARE = 0.001
BROKEN_SHARE = 0.2
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")


def decode(data: bytes, where: str) -> str:
    """The text in `data`, without its byte order mark; `where` names the file in the error.

    Raises UnreadableError for binary content and for an encoding that cannot be told.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return checked(strict(data[len(mark) :], encoding), where)
    if b"\0" in data[:SAMPLE]:
        return checked(zeros(data), where)
    text = strict(data, "utf-8")
    if text is None:
        refuse_damaged(data, where)
        text = common_chinese(strict(data, "gb18030"))
    if text is None:
        text = detected(data)
    if text is None:
        raise refusals.not_text(where) if binary(data) else refusals.unknown_encoding(where)
    return checked(text, where)


def refuse_damaged(data: bytes, where: str) -> None:
    """Raise UnreadableError for UTF-8 with a few broken bytes: a figure may be broken with them."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        patched = data.decode("utf-8", "replace")
        broken = patched.count("\ufffd")
        beyond = len(patched) - len(patched.encode("ascii", "ignore")) - broken
        if broken <= beyond * BROKEN_SHARE:
            line = data.count(b"\n", 0, error.start) + 1
            raise refusals.damaged_text(where, line) from error


def strict(data: bytes, encoding: str) -> str | None:
    """The text, or None where `data` is not in `encoding`."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def zeros(data: bytes) -> str | None:
    """UTF-16 without a mark, in the byte order in which it looks like Chinese or plain ASCII; None if in neither."""
    readings = (common_chinese(strict(data, encoding), share=0.7) for encoding in ("utf-16-le", "utf-16-be"))
    return next((text for text in readings if text is not None), None)


def common_chinese(text: str | None, share: float = COMMON_SHARE) -> str | None:
    """`text` when at least `share` of its characters beyond ASCII are in GB 2312, else None."""
    if text is None:
        return None
    beyond = [character for character in text[:SAMPLE] if character > "\x7f"]
    known = len("".join(beyond).encode("gb2312", "ignore")) / 2
    return text if known >= share * len(beyond) else None


def detected(data: bytes) -> str | None:
    """The text by the well-kept detector, from its sample of the data; None if it is not sure."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE], steps=5, chunk_size=512).best()
    return strict(data, best.encoding) if best and not binary(data) else None


def binary(data: bytes) -> bool:
    """Whether `data` holds more control bytes than text does."""
    sample = data[:SAMPLE]
    controls = sum(sample.count(byte) for byte in (*range(9), *range(14, 27), *range(28, 32), 127))
    return controls > len(sample) * 0.01


def checked(text: str | None, where: str) -> str:
    """`text`, unless it is full of control characters or replacement characters."""
    if text is None:
        raise refusals.not_text(where)
    sample = text[:SAMPLE]
    controls = sum(1 for _ in CONTROL.finditer(sample)) + sample.count("\ufffd")
    if controls > max(len(sample) * CONTROL_SHARE, 2):
        raise refusals.not_text(where)
    return text
