"""Player card: what one leader made of the own part, on the results page."""

from __future__ import annotations

import pygame

from drumjam.game.faces import face
from drumjam.game.menu import Box
from drumjam.game.theme import Kind
from drumjam.game.widgets import milliseconds, percent
from drumjam.game.world import World
from drumjam.rules.chart import Lane
from drumjam.rules.judgement import Grade
from drumjam.rules.score import PlayerResult

NOTHING = "–"
"""Said of what nobody can know: how even no strikes at all were."""


def draw_player(world: World, canvas: pygame.Surface, box: Box, lane: Lane, player: PlayerResult, grown: float) -> None:
    """Who it is, accuracy, grades, and three figures; `grown` is how far the counting is, 0 to 1."""
    theme, p, words = world.theme, world.theme.palette, world.strings
    x, y, w, _ = box
    colour = p.leaders[lane]
    theme.panel(canvas, box, Kind.PANEL, 20, theme.tinted(Kind.PANEL, colour, 0.30))
    middle = x + w / 2
    face(theme, canvas, lane, (middle, y + 68), 54)
    theme.text(canvas, words.leader(lane), (middle, y + 144), 26, align="center", width=w - 32, room=36)
    kind = player.kind.partition(":")[0]
    kind = kind if player.kind == "human" or kind == "partner" else "autoplay"
    theme.text(
        canvas, words.text(f"kind.{kind}"), (middle, y + 174), 18, p.muted, align="center", width=w - 32, room=24
    )
    shown = percent(player.accuracy * grown)
    theme.text(canvas, shown, (middle, y + 214), 38, colour, "display", align="center", room=50)
    most = max(sum(player.grades.values()), 1)
    for i, grade in enumerate(Grade):
        top, count = y + 258 + 36 * i, player.grades[grade.id]
        theme.text(canvas, words.text(f"grade.{grade.id}"), (x + 20, top), 19, width=150, room=24)
        theme.text(canvas, str(count), (x + w - 20, top), 19, font="display", align="right", room=24)
        tint = (p.harmony, p.text, p.muted, p.missed)[grade]
        theme.bar(canvas, (x + 20, top + 13, w - 40, 6), count / most * grown, tint)
    hits = sum(player.grades[grade.id] for grade in Grade if grade is not Grade.MISS)
    rows = (
        ("combo.longest", str(player.max_combo)),
        ("error.mean", milliseconds(player.mean_error_ms / 1e3) if hits else NOTHING),
        ("steadiness", f"{player.unstable_rate / 10:.1f} ms" if hits else NOTHING),
    )
    for i, (key, value) in enumerate(rows):
        top = y + 410 + 27 * i
        drawn = theme.text(canvas, value, (x + w - 20, top), 18, align="right", room=25)
        width = w - 52 - drawn.width / theme.scale
        theme.text(canvas, words.text(key), (x + 20, top), 18, p.muted, width=width, room=25)
