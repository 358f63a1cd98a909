"""The flags: drawn from the numbers of their laws, on whole pixels, of one size, untouched."""

from __future__ import annotations

import numpy as np
import pytest

from drumjam.game.stage.flags import (
    BLACK,
    JAPAN_RED,
    KOREA_BLUE,
    KOREA_RED,
    LANE_COUNTRY,
    WHITE,
    Country,
    flag_pixels,
    whole_width,
)
from drumjam.game.stage.setup import Arrangement, Sides
from drumjam.rules.chart import Lane
from tests.game.pictures import play
from tests.game.plays import setup_for

KOREA = {
    KOREA_RED: [(450, 200), (400, 265), (360, 300)],
    KOREA_BLUE: [(450, 400), (500, 330), (540, 300)],
    BLACK: [(221, 147), (190, 127), (252, 168), (679, 147), (252, 432), (190, 473)],
    WHITE: [(648, 168), (710, 127), (221, 453), (679, 453), (648, 432), (710, 473), (450, 148)],
}
JAPAN = {
    JAPAN_RED: [(450, 121), (272, 300), (628, 300), (450, 478)],
    WHITE: [(450, 118), (268, 300), (632, 300), (450, 482)],
}
PROBES = {
    country: [(point, colour) for colour, points in table.items() for point in points]
    for country, table in ((Country.KOREA, KOREA), (Country.JAPAN, JAPAN))
}
COLOURS = (KOREA_RED, KOREA_BLUE, BLACK, WHITE, JAPAN_RED)


def nearest(pixel: np.ndarray) -> tuple[int, int, int]:
    """The flag colour that a pixel is nearest to."""
    return min(COLOURS, key=lambda colour: sum((int(a) - b) ** 2 for a, b in zip(pixel, colour, strict=True)))


@pytest.mark.parametrize("country", Country)
def test_every_probe_point_of_a_flag_of_900_by_600_has_its_exact_colour(country: Country) -> None:
    """The flags stand as their laws say: neither mirrored nor turned nor off by a bar."""
    pixels = flag_pixels(country, 900)
    assert pixels.shape == (600, 900, 3)
    for (x, y), colour in PROBES[country]:
        assert tuple(pixels[y, x]) == colour, (x, y)


@pytest.mark.parametrize(
    ("size", "sides"),
    [
        ((1280, 720), Sides.USUAL),
        ((1280, 720), Sides.SWAPPED),
        ((1920, 1080), Sides.USUAL),
        pytest.param((3840, 2160), Sides.USUAL, marks=pytest.mark.once),
        ((800, 450), Sides.USUAL),
    ],
)
def test_both_flags_on_the_stage_hold_their_probe_points_each_behind_its_leader(
    size: tuple[int, int], sides: Sides
) -> None:
    """On the whole picture, in the middle of a play, both flags are of one size and nothing covers or tints them."""
    here = play(setup_for(sides=sides), 4.4, size=size, rate=20.0)
    picture = here.draw()
    rects = here.stage.flag_rects()
    assert rects[0].size == rects[1].size
    assert rects[0].y == rects[1].y
    for lane in Lane:
        country = LANE_COUNTRY[lane]
        rect = rects[here.stage.layout.sides[lane]]
        large = flag_pixels(country, 900)
        for (x, y), colour in PROBES[country]:
            reach = int(np.ceil(1.5 * 900 / rect.width))
            around = large[y - reach : y + reach + 1, x - reach : x + reach + 1]
            if size == (800, 450) and not (around == colour).all():
                continue
            at = rect.x + (x + 0.5) * rect.width / 900, rect.y + (y + 0.5) * rect.width / 900
            pixel = np.array(picture.get_at((int(at[0]), int(at[1])))[:3])
            assert nearest(pixel) == colour, (country, x, y)


def test_a_flag_on_the_stage_is_the_flag_itself_in_every_pixel() -> None:
    """Light, glow and effects leave the flags alone, in both arrangements of the lanes."""
    for arrangement in Arrangement:
        here = play(setup_for(arrangement=arrangement), 5.3, rate=20.0)
        picture = here.draw()
        for lane in Lane:
            rect = here.stage.flag_rects()[here.stage.layout.sides[lane]]
            shown = np.array(
                [
                    [picture.get_at((x, y))[:3] for x in range(rect.x, rect.right, 7)]
                    for y in range(rect.y, rect.bottom, 7)
                ]
            )
            assert np.array_equal(shown, flag_pixels(LANE_COUNTRY[lane], rect.width)[::7, ::7])


def test_a_flag_that_would_not_fall_on_whole_pixels_is_refused() -> None:
    """A width that is no multiple of 3 has no whole height."""
    with pytest.raises(ValueError, match="multiple of 3"):
        flag_pixels(Country.KOREA, 100)
    assert all(whole_width(width / 7) % 3 == 0 for width in range(1, 3000, 13))
