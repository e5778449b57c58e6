"""Dates and times of spreadsheets: serial numbers of days, shown by a format's tokens.

Day 1 is 1900-01-01, and day 60 the 29 February 1900 that never was (ECMA-376 Part 1, 18.17.4.1); files from old
Macintosh programs count from 1904-01-01 as day 0.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from compliance_check.collect.docx_numbering import chinese

SECONDS = 86_400
LAST_DAY = 2_958_465
"""9999-12-31."""
_DIGITS = "〇一二三四五六七八九"
_WEEKDAYS = "一二三四五六日"
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def show_date(number: Decimal, tokens: Sequence[tuple[str, str]], from_1904: bool) -> str | None:
    """A serial number under a date format; None where it stands for no date (negative, after the year 9999)."""
    if number < 0 or number > LAST_DAY:
        return None
    places = sum(1 for index, (kind, _) in enumerate(tokens) if kind == "digit" and _after_point(tokens, index))
    unit = Decimal(1).scaleb(-places)
    seconds = (number * SECONDS).quantize(unit if places else Decimal(1), ROUND_HALF_UP)
    moment = _moment(int(seconds // SECONDS), int(seconds % SECONDS), from_1904)
    numerals = "1" if ("dbnum", "1") in tokens else ""
    pieces: list[str] = []
    for index, (kind, text) in enumerate(tokens):
        if kind == "date":
            pieces.append(_part(text.lower(), moment, _is_minute(tokens, index), _twelve(tokens), bool(numerals)))
        elif kind == "elapsed":
            pieces.append(_elapsed(text.lower(), int(seconds)))
        elif kind == "ampm":
            morning, evening = text.split("/")
            pieces.append(morning if moment.hour < 12 else evening)
        elif kind == "digit":
            pieces.append(_fraction_digit(seconds, tokens, index))
        elif kind in ("fixed", "literal", "point", "comma", "fraction"):
            pieces.append(text)
    return "".join(pieces).strip()


def serial(text: str, from_1904: bool) -> str | None:
    """The serial number of an ISO 8601 date, time, or both, as "Strict Open XML" stores them; None if it is none."""
    try:
        if "-" not in text:
            time = dt.time.fromisoformat(text)
            return str(Decimal(time.hour * 3600 + time.minute * 60 + time.second) / SECONDS)
        moment = dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
    since = moment - (dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 30))
    days = since.days - (0 if from_1904 or since.days > 60 else 1)  # there was a 29 February 1900
    return str(days + Decimal(since.seconds) / SECONDS)


def _moment(days: int, seconds: int, from_1904: bool) -> dt.datetime:
    if from_1904:
        start = dt.datetime(1904, 1, 1)
    else:
        start = dt.datetime(1899, 12, 30) if days >= 60 else dt.datetime(1899, 12, 31)
    return start + dt.timedelta(days=min(days, (dt.datetime.max - start).days), seconds=seconds)


def _part(token: str, moment: dt.datetime, minute: bool, twelve: bool, chinese_numerals: bool) -> str:
    first, length = token[0], len(token)
    if first == "m" and minute:
        return _padded(moment.minute, length)
    if first == "m" and length >= 3:
        name = _MONTHS[moment.month - 1]
        return {3: name[:3], 5: name[0]}.get(length, name)
    if first == "d" and length >= 3:
        name = _DAYS[moment.weekday()]
        return name[:3] if length == 3 else name
    if first == "a":
        return ("" if length == 3 else "星期") + _WEEKDAYS[moment.weekday()]
    if first in ("y", "e", "b"):
        year = f"{moment.year % 100:02d}" if first == "y" and length <= 2 else str(moment.year)
        return "".join(_DIGITS[int(digit)] for digit in year) if chinese_numerals else year
    hour = moment.hour % 12 or 12 if twelve else moment.hour
    number = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}.get(first)
    if number is None:
        return ""
    return chinese(number) if chinese_numerals else _padded(number, length)


def _padded(number: int, length: int) -> str:
    return f"{number:02d}" if length >= 2 else str(number)


def _elapsed(token: str, seconds: int) -> str:
    return str(seconds // {"h": 3600, "m": 60, "s": 1}[token[0]]).zfill(len(token))


def _is_minute(tokens: Sequence[tuple[str, str]], index: int) -> bool:
    """Whether an m stands for minutes: after hours or before seconds."""
    times = [(i, text[0].lower()) for i, (kind, text) in enumerate(tokens) if kind in ("date", "elapsed")]
    here = next(place for place, (i, _) in enumerate(times) if i == index)
    before = times[here - 1][1] if here else ""
    after = times[here + 1][1] if here + 1 < len(times) else ""
    return before == "h" or after == "s"


def _twelve(tokens: Sequence[tuple[str, str]]) -> bool:
    return any(kind == "ampm" for kind, _ in tokens)


def _after_point(tokens: Sequence[tuple[str, str]], index: int) -> bool:
    return any(kind == "point" for kind, _ in tokens[:index])


def _fraction_digit(seconds: Decimal, tokens: Sequence[tuple[str, str]], index: int) -> str:
    """A digit of a fraction of a second."""
    if not _after_point(tokens, index):
        return ""
    place = sum(1 for i, (kind, _) in enumerate(tokens[:index]) if kind == "digit" and _after_point(tokens, i))
    return format(seconds % 1, "f").partition(".")[2].ljust(place + 1, "0")[place]
