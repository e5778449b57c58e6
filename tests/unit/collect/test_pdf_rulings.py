"""How a picture of a page lies, and which of its lines are rules."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2", reason="the extra `ocr` is not installed")

from compliance_check.collect.pdf.rules import Drawing  # noqa: E402
from compliance_check.collect.pdf.rulings import find_rulings, find_skew, straighten, without_strokes  # noqa: E402

SIZE = (1654, 2339)  # A4 at 200 dpi


def table_askew(degrees: float) -> object:
    """A picture of a page with some lines of text and a grid, that rises by `degrees` to the right."""
    picture = np.full((SIZE[1], SIZE[0], 3), 255, np.uint8)
    for y in range(200, 800, 50):
        cv2.putText(picture, "Actual capital 97,231.28 Minimum capital 46,585.00", (150, y), 0, 1, (0, 0, 0), 2)
    for y in range(1000, 1400, 40):
        cv2.line(picture, (150, y), (1450, y), (0, 0, 0), 2)
    for x in (150, 700, 1450):
        cv2.line(picture, (x, 1000), (x, 1360), (0, 0, 0), 2)
    matrix = cv2.getRotationMatrix2D((SIZE[0] / 2, SIZE[1] / 2), degrees, 1.0)
    return cv2.warpAffine(picture, matrix, SIZE, borderValue=(255, 255, 255))


@pytest.mark.parametrize("degrees", [0.0, 0.25, -0.25, 0.4, -0.8, 2.5, -2.9])
def test_a_page_askew_is_straightened_and_keeps_all_its_rules(degrees: float) -> None:
    picture = table_askew(degrees)
    skew = find_skew(picture)
    assert abs(skew - degrees) < 0.1
    rulings = find_rulings(straighten(picture, skew), 72 / 200)
    long = [edge for edge in rulings.horizontal if edge[2] - edge[1] > 400]
    assert len(long) == 10
    assert len([edge for edge in rulings.vertical if edge[2] - edge[1] > 100]) == 3


def test_an_empty_page_lies_straight() -> None:
    assert find_skew(np.full((SIZE[1], SIZE[0], 3), 255, np.uint8)) == 0.0


def test_the_strokes_of_large_type_are_no_rules() -> None:
    characters = np.array([(100, 50, 120, 70), (120, 50, 140, 70)], np.float32)
    stroke, border, long = (110.0, 52.0, 68.0), (120.0, 45.0, 75.0), (110.0, 40.0, 400.0)
    drawing = without_strokes(Drawing([(60.0, 102.0, 118.0), (45.0, 90.0, 300.0)], [stroke, border, long]), characters)
    assert drawing.vertical == [border, long]
    above = np.array([(100, 50, 112, 61), (100, 64, 112, 75)], np.float32)
    assert without_strokes(Drawing([], [(106.0, 52.0, 74.0)]), above).vertical == []
    assert drawing.horizontal == [(45.0, 90.0, 300.0)]


def test_the_feet_of_figures_are_no_rule() -> None:
    figures = np.array([(100 + 12 * k, 50, 110 + 12 * k, 62) for k in range(10)], np.float32)
    feet, across = (60.0, 102.0, 218.0), (60.0, 60.0, 218.0)
    drawing = without_strokes(Drawing([feet, across], []), figures)
    assert drawing.horizontal == [across]


def test_a_border_ends_where_it_runs_into_a_character() -> None:
    name = np.array([(96, 50, 108, 62)], np.float32)
    drawing = without_strokes(Drawing([], [(102.0, 51.0, 300.0), (150.0, 45.0, 300.0)]), name)
    assert drawing.vertical == [(102.0, 62.0, 300.0), (150.0, 45.0, 300.0)]
