"""Theme: one look for every page. Colours, letters and shapes, in logical coordinates (1280x720)."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pygame

from drumjam.game.ground import ground
from drumjam.game.kinds import Kind, look_of
from drumjam.game.lettering import FontName, Lettering
from drumjam.game.palette import PALETTES, STANDARD, Colour, Palette, mix, rgb
from drumjam.game.panels import Look, chevron, dashed, disc, margin, mote, panel, ring
from drumjam.game.shipped import load_picture
from drumjam.library.paths import assets

__all__ = ["HEIGHT", "PALETTES", "STANDARD", "WIDTH", "Colour", "Kind", "Palette", "Theme", "mix", "rgb"]

WIDTH, HEIGHT = 1280, 720
LEAST_TEXT = 18
LINE_SHARE = 0.86
"""Size of the letters that fill a line's height."""

PICTURES_KEPT = 500

Align = Literal["left", "center", "right"]
Box = tuple[float, float, float, float]


class Theme:
    """Paints letters, panels and pictures at one window size.

    window        size of the window in pixels; the logical canvas of 1280x720 stands in its middle
    palette       the colours
    text_percent  how large letters are, 100 to 150: text grows, but never past the width it is given

    Coordinates are logical; `y` of a text is the middle of its capital letters.
    """

    def __init__(
        self, window: tuple[int, int] = (WIDTH, HEIGHT), palette: Palette = STANDARD, text_percent: int = 100
    ) -> None:
        self.window = window
        self.palette = palette
        self.text_percent = text_percent
        self.scale = min(window[0] / WIDTH, window[1] / HEIGHT)
        self.offset = (round((window[0] - WIDTH * self.scale) / 2), round((window[1] - HEIGHT * self.scale) / 2))
        self.lettering = Lettering(assets() / "fonts")
        self._kept: OrderedDict[tuple[object, ...], pygame.Surface] = OrderedDict()

    def px(self, length: float) -> int:
        """A logical length in whole pixels."""
        return round(length * self.scale)

    def point(self, x: float, y: float) -> tuple[int, int]:
        """A logical point in pixels of the window."""
        return round(x * self.scale) + self.offset[0], round(y * self.scale) + self.offset[1]

    def rect(self, x: float, y: float, w: float, h: float) -> pygame.Rect:
        """A logical rectangle in pixels; neighbours share their edges exactly."""
        left, top = self.point(x, y)
        right, bottom = self.point(x + w, y + h)
        return pygame.Rect(left, top, right - left, bottom - top)

    def logical(self, pixel: tuple[int, int]) -> tuple[float, float]:
        """A point of the window in logical coordinates (where the mouse is)."""
        return (pixel[0] - self.offset[0]) / self.scale, (pixel[1] - self.offset[1]) / self.scale

    def size(self, size: float) -> int:
        """A text size in pixels, with the player's text setting."""
        return max(round(size * self.scale * self.text_percent / 100), 6)

    def text(
        self,
        surface: pygame.Surface,
        text: str,
        at: tuple[float, float],
        size: float = 24,
        colour: Colour | None = None,
        font: FontName = "text",
        align: Align = "left",
        *,
        width: float | None = None,
        room: float | None = None,
        outline: float = 0,
        edge: Colour | None = None,
        alpha: int = 255,
    ) -> pygame.Rect:
        """Draw one line of text and give back where it stands, in pixels.

        at       logical point: the line's left end, centre or right end, at the middle of its capitals
        width    logical width that it must not pass: it is made smaller, then shortened
        room     logical height it has: large letters grow no further than that
        outline  logical width of an edge around the letters, in the colour `edge`
        """
        if not text:
            return pygame.Rect(*self.point(*at), 0, 0)
        pixels = self.size(size)
        if room is not None:
            pixels = min(pixels, max(round(room * LINE_SHARE * self.scale), 6))
        if width is not None:
            text, pixels = self.lettering.fit(text, self.px(width), pixels, self._least(size), font)
        rim = max(round(outline * self.scale), 1) if outline else 0
        colour = self.palette.text if colour is None else colour
        edge = self.palette.ground if edge is None else edge
        label = self.lettering.label(text, pixels, colour, font, rim, edge)
        x, y = self.point(*at)
        inner = label.get_width() - 2 * rim
        left = x - rim - (0 if align == "left" else inner // 2 if align == "center" else inner)
        top = y + round(0.375 * pixels) - self.lettering.ascent(text, pixels, font) - rim
        if alpha < 255:
            label = label.copy()
            label.set_alpha(alpha)
        return surface.blit(label, (left, top))

    def width(self, text: str, size: float = 24, font: FontName = "text") -> float:
        """How wide a line is, in logical pixels."""
        return self.lettering.width(text, self.size(size), font) / self.scale

    def lines(self, text: str, width: float, size: float = 24) -> tuple[str, ...]:
        """A paragraph broken into lines of at most a logical width."""
        return self.lettering.wrap(text, self.px(width), self.size(size))

    def _least(self, size: float) -> int:
        return min(round(min(size, LEAST_TEXT) * self.scale * 0.8), self.size(size))

    def panel(
        self,
        surface: pygame.Surface,
        box: Box,
        kind: Kind = Kind.PANEL,
        radius: float = 18,
        look: Look | None = None,
        alpha: int = 255,
    ) -> None:
        """Draw a rounded panel; `look` overrules its kind's."""
        rect = self.rect(*box)
        look = self.look(kind) if look is None else look
        key = ("panel", rect.size, self.px(radius), look, alpha)
        if key not in self._kept:
            made = panel(rect.size, self.px(radius), look, self.scale)
            made.fill((255, 255, 255, alpha), special_flags=pygame.BLEND_RGBA_MULT)
            self._keep(key, made)
        around = margin(look, self.scale)
        surface.blit(self._fetch(key), (rect.x - around, rect.y - around))

    def look(self, kind: Kind) -> Look:
        """How panels of a kind are painted in this palette."""
        return look_of(kind, self.palette)

    def ring_look(self, colour: Colour | None = None) -> Look:
        """An edge in the colour of what is chosen, or another; nothing inside."""
        colour = colour or self.palette.harmony
        return Look(colour, colour, 0, colour, 255, 255, 2.5)

    def tinted(self, kind: Kind, colour: Colour, share: float = 0.3) -> Look:
        """A kind's look with a leader's colour in its upper end."""
        look = self.look(kind)
        return replace(look, top=mix(look.top, colour, share), stroke=mix(look.stroke, colour, share))

    def bar(self, surface: pygame.Surface, box: Box, share: float, colour: Colour) -> None:
        """A hollow bar filled from the left to a share of 0 to 1."""
        x, y, w, h = box
        self.panel(surface, box, Kind.SUNKEN, h / 2)
        if share > 0:
            filled = (x, y, max(h, w * min(share, 1.0)), h)
            self.panel(
                surface,
                filled,
                radius=h / 2,
                look=Look(mix(colour, self.palette.stroke, 0.2), colour, stroke_top=0, stroke_bottom=0),
            )

    def disc(
        self, surface: pygame.Surface, at: tuple[float, float], radius: float, colour: Colour, alpha: int = 255
    ) -> None:
        """A smooth disc about a logical point."""
        self._stamp(surface, ("disc", max(self.px(radius), 1), 0.0, colour, alpha), at)

    def ring(
        self,
        surface: pygame.Surface,
        at: tuple[float, float],
        radius: float,
        width: float,
        colour: Colour,
        alpha: int = 255,
    ) -> None:
        """A smooth ring about a logical point; `radius` is its outer one."""
        self._stamp(surface, ("ring", max(self.px(radius), 1), max(width * self.scale, 1.0), colour, alpha), at)

    def mote(
        self, surface: pygame.Surface, at: tuple[float, float], radius: float, colour: Colour, share: float
    ) -> None:
        """A soft round light about a logical point, at a share of 0 to 1 of its full strength."""
        step = round(min(max(share, 0.0), 1.0) * 16)
        if not step:
            return
        pixels = max(self.px(radius), 2)
        key = ("mote", pixels, colour, step)
        if key not in self._kept:
            self._keep(key, mote(pixels, colour, step * 255 // 16))
        x, y = self.point(*at)
        surface.blit(self._fetch(key), (x - pixels, y - pixels))

    def _stamp(
        self, surface: pygame.Surface, key: tuple[str, int, float, Colour, int], at: tuple[float, float]
    ) -> None:
        what, radius, width, colour, alpha = key
        if key not in self._kept:
            made = disc(radius) if what == "disc" else ring(radius, width)
            made.fill((*colour, alpha), special_flags=pygame.BLEND_RGBA_MULT)
            self._keep(key, made)
        x, y = self.point(*at)
        surface.blit(self._fetch(key), (x - radius, y - radius))

    def line(
        self,
        surface: pygame.Surface,
        a: tuple[float, float],
        b: tuple[float, float],
        width: float,
        colour: Colour,
    ) -> None:
        """A straight line with round ends between two logical points."""
        start, end, pixels = self.point(*a), self.point(*b), max(self.px(width), 1)
        pygame.draw.line(surface, colour, start, end, pixels)
        pygame.draw.aaline(surface, colour, start, end)

    def dashed(self, surface: pygame.Surface, box: Box, radius: float, colour: Colour) -> None:
        """A dashed edge: a place to put something."""
        rect = self.rect(*box)
        key = ("dashed", rect.size, self.px(radius), colour)
        if key not in self._kept:
            self._keep(key, dashed(rect.size, self.px(radius), max(self.scale * 2, 1.0), colour))
        surface.blit(self._fetch(key), rect)

    def chevron(
        self, surface: pygame.Surface, at: tuple[float, float], size: float, direction: int, colour: Colour
    ) -> None:
        """An arrow head about a logical point, to the left (-1) or to the right (1)."""
        pixels = self.px(size)
        key = ("chevron", pixels, direction, colour)
        if key not in self._kept:
            self._keep(key, chevron(pixels, direction, colour))
        made = self._fetch(key)
        x, y = self.point(*at)
        surface.blit(made, (x - made.get_width() // 2, y - made.get_height() // 2))

    def picture(self, file: Path, size: tuple[float, float]) -> pygame.Surface:
        """A picture file at a logical size, smooth; kept."""
        key = ("picture", str(file), size)
        if key not in self._kept:
            loaded = load_picture(file)
            loaded = loaded.convert_alpha() if pygame.display.get_surface() else loaded
            self._keep(key, pygame.transform.smoothscale(loaded, (max(self.px(size[0]), 1), max(self.px(size[1]), 1))))
        return self._fetch(key)

    def backdrop(self, surface: pygame.Surface) -> None:
        """The ground of menus over the whole window: cool above, a warm breath below."""
        key = ("backdrop", surface.get_size())
        if key not in self._kept:
            made = ground(surface.get_size(), self.palette)
            self._keep(key, made.convert() if pygame.display.get_surface() else made)
        surface.blit(self._fetch(key), (0, 0))

    def veil(self, surface: pygame.Surface, alpha: int, box: Box | None = None) -> None:
        """Darken what has been drawn, in a logical box or everywhere."""
        key = ("veil", surface.get_size())
        if key not in self._kept:
            made = pygame.Surface(surface.get_size())
            made.fill(self.palette.shade)
            self._keep(key, made.convert() if pygame.display.get_surface() else made)
        cover = self._fetch(key)
        cover.set_alpha(alpha)
        rect = surface.get_rect() if box is None else self.rect(*box)
        surface.blit(cover, rect, pygame.Rect((0, 0), rect.size))

    def margins(self, surface: pygame.Surface) -> None:
        """Fill what a window has beyond the logical canvas with the ground's colour."""
        canvas = self.rect(0, 0, WIDTH, HEIGHT)
        w, h = surface.get_size()
        for bar in ((0, 0, w, canvas.top), (0, canvas.bottom, w, h), (0, 0, canvas.left, h), (canvas.right, 0, w, h)):
            if bar[2] and bar[3]:
                surface.fill(self.palette.ground, bar)

    def _keep(self, key: tuple[object, ...], surface: pygame.Surface) -> None:
        clear = surface.get_flags() & pygame.SRCALPHA and pygame.display.get_surface()
        self._kept[key] = surface.convert_alpha() if clear else surface
        while len(self._kept) > PICTURES_KEPT:
            self._kept.popitem(last=False)

    def _fetch(self, key: tuple[object, ...]) -> pygame.Surface:
        self._kept.move_to_end(key)
        return self._kept[key]
