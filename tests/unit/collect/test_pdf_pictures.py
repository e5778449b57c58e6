"""What the picture of a page shows beside its words: shades, lone dashes, and where characters end."""

from __future__ import annotations

import itertools

import pytest

np = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2", reason="the extra `ocr` is not installed")

from compliance_check.collect.pdf.dashes import find_dashes  # noqa: E402
from compliance_check.collect.pdf.fullwidth import widen  # noqa: E402
from compliance_check.collect.pdf.ink import close_gaps, find_ink  # noqa: E402
from compliance_check.collect.pdf.rows import describe  # noqa: E402
from compliance_check.collect.pdf.shades import find_shades  # noqa: E402
from compliance_check.collect.pdf.stripes import striped_ranges  # noqa: E402
from compliance_check.collect.pdf.words import Word  # noqa: E402

PAPER = 245
EM = 25  # pixels


def paper(noise: float = 8.0) -> object:
    """A piece of a page with noise and dust, as a scanner gives it."""
    random = np.random.default_rng(7)
    picture = PAPER + random.normal(0, noise, (900, 1200))
    picture[random.random(picture.shape) < 0.0006] = 30
    return picture


def scanned(picture: object) -> object:
    return cv2.merge([picture.clip(0, 255).astype(np.uint8)] * 3)


def write(picture: object, x: int, y: int, count: int, pitch: int = EM) -> list[tuple[int, int, int, int]]:
    """Outlines for `count` characters of a line, 5 pixels of white between them; their boxes."""
    boxes = [(x + pitch * k, y, x + pitch * k + pitch - 5, y + EM) for k in range(count)]
    for x0, y0, x1, y1 in boxes:
        cv2.rectangle(picture, (x0 + 1, y0 + 1), (x1 - 2, y1 - 2), 40, 3)
    return boxes


def test_stripes_are_found_through_the_noise_and_without_the_text_on_them() -> None:
    picture = paper()
    for top, grey in ((100, 190), (150, 230), (250, 230), (350, 230)):  # the header touches the first stripe
        picture[top : top + 50, 200:1000] -= PAPER - grey
    for row in range(6):
        write(picture, 220, 110 + 50 * row, 8)
    found = sorted(find_shades(scanned(picture), 1.0), key=lambda box: box[1])
    expected = [(200, 100, 1000, 150), (200, 150, 1000, 200), (200, 250, 1000, 300), (200, 350, 1000, 400)]
    assert len(found) == 4
    assert np.abs(np.array(found) - np.array(expected)).max() <= 5


@pytest.mark.parametrize("offset", [0, 1, 2, 3])
def test_a_low_stripe_is_found_wherever_its_edges_fall(offset: int) -> None:
    picture = paper()
    picture[100 + offset : 132 + offset, 201:1000] -= 11
    ((_, top, _, bottom),) = find_shades(scanned(picture), 1.0)
    assert abs(top - 100 - offset) <= 3 and abs(bottom - 132 - offset) <= 3


def test_cells_with_white_borders_stay_apart() -> None:
    picture = paper()
    for column in range(3):
        picture[100:150, 200 + 250 * column : 440 + 250 * column] = 205
    assert len(find_shades(scanned(picture), 1.0)) == 3


def test_neither_text_nor_a_shadow_is_a_shade() -> None:
    picture = paper()
    for row in range(8):
        write(picture, 200, 100 + 40 * row, 25)
    picture -= np.linspace(0, 60, 1200)[None, :] ** 2 / 60  # the gutter of a book
    picture[:, :60] = 120
    assert find_shades(scanned(picture), 1.0) == []


@pytest.mark.parametrize(("width", "sign"), [(7, "-"), (14, "–"), (24, "—")])
def test_a_dash_alone_in_a_row_is_seen(width: int, sign: str) -> None:
    picture = paper()
    boxes = write(picture, 100, 200, 6) + write(picture, 800, 200, 6)
    picture[211:214, 600 : 600 + width] = 60
    cv2.line(picture, (80, 190), (1000, 190), 0, 2)
    cv2.line(picture, (625 + width, 190), (625 + width, 240), 0, 2)
    ((found, box),) = find_dashes(find_ink(scanned(picture)), np.array(boxes, np.float32))
    assert found == sign
    assert abs(box[0] - 600) <= 2 and abs(box[2] - 600 - width) <= 2
    assert box[1] == 200 and box[3] == 200 + EM


@pytest.mark.parametrize(
    "box",
    [
        (600, 222, 612, 225),  # at the foot of the line
        (600, 311, 612, 314),  # on no line
        (40, 211, 52, 214),  # before the name of the row
        (600, 205, 603, 217),  # upright
        (243, 211, 250, 214),  # touching a word: its hyphen
    ],
)
def test_no_other_stroke_is_a_dash(box: tuple[int, int, int, int]) -> None:
    picture = paper()
    boxes = write(picture, 100, 200, 6)
    picture[box[1] : box[3], box[0] : box[2]] = 60
    assert find_dashes(find_ink(scanned(picture)), np.array(boxes, np.float32)) == []


def test_dust_is_no_dash() -> None:
    picture = paper()
    boxes = write(picture, 100, 200, 6)
    for x in range(400, 1100, 100):
        picture[212, x : x + 2] = 30
    assert find_dashes(find_ink(scanned(picture)), np.array(boxes, np.float32)) == []


def test_no_gap_is_wider_than_the_white_in_it() -> None:
    picture = paper()
    boxes = write(picture, 100, 200, 4) + write(picture, 260, 200, 2)  # 65 pixels of white between the two
    told = [(x0 + 4.0, x1 - 4.0, 1.0) for x0, _, x1, _ in boxes]
    places = close_gaps("本社经营良好", told, find_ink(scanned(picture)), 200, 225)
    gaps = [right[0] - left[1] for left, right in itertools.pairwise(places)]
    assert [gap <= 3 for gap in gaps] == [True, True, True, False, True]
    assert abs(gaps[3] - 65) <= 9


def test_the_empty_half_of_a_full_width_mark_is_no_gap() -> None:
    picture = paper()
    write(picture, 100, 200, 1)
    picture[216:225, 125:132] = 40  # a comma, and nothing behind it
    write(picture, 150, 200, 1)
    told = [(100.0, 120.0, 1.0), (124.0, 133.0, 1.0), (150.0, 170.0, 1.0)]
    ink = find_ink(scanned(picture))
    assert close_gaps("好，又", told, ink, 200, 225)[1][1] >= 143
    assert close_gaps("好1又", told, ink, 200, 225)[1][1] <= 135


@pytest.mark.parametrize(
    ("text", "room", "printed"),
    [
        ("其中:核心", 30, "其中：核心"),
        ("其中:核心", 14, "其中:核心"),  # printed narrow
        ("中源(深圳)资本", 30, "中源（深圳）资本"),
        ("中源(深圳）", 14, "中源（深圳）"),  # a pair has one width
        ("12:30", 30, "12:30"),
        ("1,234", 30, "1,234"),
        ("(58,269.30)", 30, "(58,269.30)"),  # nothing tells
    ],
)
def test_a_mark_is_as_wide_as_the_room_that_it_has(text: str, room: int, printed: str) -> None:
    places, x = [], 0.0
    for sign in text:
        width = room if sign in ":;,()（）" else EM
        places.append((x + 2, x + width - 2, 1.0))
        x += width
    assert widen(text, places, EM) == printed


def test_prose_with_a_raised_mark_is_no_last_row_of_a_striped_table() -> None:
    rows = [
        [Word("工程保险", 75, 100, 120, 110, 0, 4), Word("139.93", 200, 100, 240, 110, 5, 11)],
        [Word("农业保险", 75, 118, 120, 128, 12, 16), Word("893.30", 200, 118, 240, 128, 17, 23)],
        [Word("合计", 75, 136, 95, 146, 24, 26), Word("1,033.23", 190, 136, 240, 146, 27, 35)],
    ]
    prose = [Word("本社开发了多款产品，对少儿高发的特定疾病提供额外保障，深受欢迎的是它们“", 75, 157, 460, 167, 36, 72)]
    mark = [Word("9966", 462, 156.5, 470, 161.5, 73, 77)]
    described = [describe(row) for row in [*rows, mark, prose]]
    stripes = [(70.0, 96.0, 480.0, 114.0), (70.0, 132.0, 480.0, 150.0)]
    ((top, bottom, _, _),) = striped_ranges(described, stripes)
    assert (top, bottom) == (96.0, 150.0)
