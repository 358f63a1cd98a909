"""Ending: the road has come to its end, and the leaders exchange the sticks they have signed, as in Nara."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from time import perf_counter

import pygame

from drumjam.game.harmonydial import harmony_dial
from drumjam.game.menu import Box, Item
from drumjam.game.page import Page
from drumjam.game.plan import Plan
from drumjam.game.road import CARDS, read_road
from drumjam.game.scene import Breathe, Scene
from drumjam.game.scenes.sticks import CUES
from drumjam.game.signature import Signature, on_sticks
from drumjam.game.signing import Signing
from drumjam.game.stage.exchange import Moment, after, moment
from drumjam.game.stage.keepsake import Keepsake
from drumjam.game.stage.pose import shut_eyes
from drumjam.game.theme import Kind, Theme
from drumjam.game.widgets import paragraph
from drumjam.game.world import World
from drumjam.library.settings import Mode, Settings
from drumjam.rules.chart import Lane

DESK: Box = (32, 404, 1216, 218)
TOLD: Box = (64, 498, 870, 82)
RING = (1112.0, 486.0)
BACK: Box = (32, 632, 300, 48)
AGAIN: Box = (440, 632, 400, 48)
SONGS: Box = (948, 632, 300, 48)


class EndingScene(Page):
    """The exchange, once and again; what is told of it; how much harmony the road had.

    plan  the play with which the road was done, where it comes from one
    """

    takes_files = True

    def __init__(self, world: World, plan: Plan | None = None) -> None:
        super().__init__(world, "again")
        road = read_road()
        self.harmony = fmean(road.best.values()) if road.best else 0.0
        self.signatures = signed(world.settings, plan, pair=road.pair)
        self._began: float | None = None
        self._then = 0.0
        self._pictures: tuple[Theme, Keepsake] | None = None

    def items(self) -> Sequence[Item]:
        """Once more; back to the road; on to the songs."""
        return [
            Item("again", AGAIN, self._again),
            Item("back", BACK, self.back),
            Item("songs", SONGS, self.goer(self.shelve)),
        ]

    def back(self) -> None:
        """To the last card of the road."""
        from drumjam.game.scenes.story import StoryScene

        self.next = StoryScene(self.world, CARDS[-1])

    def update(self, now: float) -> Scene | None:
        """Let the sticks fly, and be heard."""
        theme = self.world.theme
        if self._pictures is None or self._pictures[0] is not theme:
            self._pictures = theme, self._painted(theme)
        self._began = now if self._began is None else self._began
        since, audio = now - self._began, self.world.audio
        for cue, click in CUES if audio is not None and not self._still else ():
            if self._then < cue <= since and audio is not None:
                audio.click(click)
        self._then = since
        return super().update(now)

    def _painted(self, theme: Theme) -> Keepsake:
        keepsake = Keepsake(theme.scale, theme.palette, theme.offset)
        keepsake.sign(on_sticks(self.signatures, theme))
        return keepsake

    def _again(self) -> None:
        self._began, self._then = perf_counter(), 0.0

    @property
    def _still(self) -> bool:
        return self.world.settings.screen.reduced_motion

    def _moment(self, now: float) -> Moment:
        return after(0.0) if self._still else moment(now - (now if self._began is None else self._began))

    # -- the picture ------------------------------------------------------------------------------

    def draw(self, canvas: pygame.Surface, now: float, breathe: Breathe) -> None:
        """Both leaders and their sticks; before them what is told."""
        if self._pictures is None:
            return
        self._pictures[1].draw(canvas, self._moment(now), shut_eyes(now, still=self._still))
        breathe()
        self.paint(canvas, now)
        self.foot(canvas)
        self.draw_help_key(canvas, now)

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """The dated text with its source, the harmony of the whole road, the buttons."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        title = words.text("story.title")
        theme.text(canvas, title, (640, 40), 34, align="center", width=640, room=52, outline=2, edge=p.shade)
        theme.panel(canvas, DESK, Kind.PANEL, 22)
        x, y, _, _ = TOLD
        theme.text(canvas, words.text("ending.name"), (x, y - 60), 28, width=TOLD[2], room=42)
        theme.text(canvas, words.text("ending.date"), (x, y - 22), 20, p.harmony, width=TOLD[2], room=28)
        told = words.text("ending.neutral" if words.neutral_names else "ending.text")
        paragraph(theme, canvas, told, TOLD, 22, 11, middle=True, colour=p.text)
        theme.text(canvas, words.text("ending.source"), (x, y + 102), 18, p.muted, width=TOLD[2], room=26)
        harmony_dial(theme, canvas, self.harmony, words, RING)
        self.button(canvas, "again", words.text("ending.again"), now, 24, Kind.PRIMARY)
        self.button(canvas, "back", words.text("story.back"), now, 22)
        self.button(canvas, "songs", words.text("select"), now, 22)


def signed(settings: Settings, plan: Plan | None = None, *, pair: bool = False) -> tuple[Signature, Signature]:
    """The names that people signed last, on Lee's sticks and on Takaichi's; the computer's leader leaves a note.

    plan  their play, where it is known: a second player may have joined, of whom the settings do not tell
    pair  whether two people played last, also where it is not
    """
    if plan is not None and plan.led:
        return Signing(plan, settings.souvenir).signatures
    play, kept = settings.play, settings.souvenir
    if play.mode is Mode.TWO:
        return Signature(kept.player), Signature(kept.guest)
    led = [lane for lane in Lane if play.mode is Mode.BOTH_HANDS or lane.id == str(play.leader)]
    lee, takaichi = (Signature(kept.player if lane in led else kept.guest if pair else "") for lane in Lane)
    return lee, takaichi
