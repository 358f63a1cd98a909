"""Loading: the drums are tuned while the song's sound is made."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from math import sin
from time import perf_counter

import pygame

from drumjam.game.furnishing import Furnished
from drumjam.game.greeting import greets
from drumjam.game.homeward import chosen_on
from drumjam.game.inputs.seats import caps
from drumjam.game.inputs.source import InputEvent
from drumjam.game.menu import Item, Reach
from drumjam.game.page import Page
from drumjam.game.plan import Plan, how
from drumjam.game.playbill import PARTS, Playbill
from drumjam.game.preparing import Prepared
from drumjam.game.readying import Readying
from drumjam.game.scene import Command, Scene
from drumjam.game.stage.setup import Arrangement, Motion, Sides, StageSetup, Voices
from drumjam.game.theme import Kind
from drumjam.game.world import World
from drumjam.library.settings import Layout, Mode
from drumjam.rules.chart import Lane, Level
from drumjam.rules.form import Form
from drumjam.rules.forms import leads

BAR_Y = 552


class LoadingScene(Page):
    """Shows how far the preparation is, then goes on to the play."""

    takes_files = False
    pads_lead = False
    helps = False

    def __init__(self, world: World, plan: Plan) -> None:
        super().__init__(world)
        self.plan = plan
        self.readying = Readying(world, plan, setup_of(world, plan))
        self.bill = Playbill(world, plan)
        self.parts = -1  # the first frame has the letters to paint
        self.shown = 0.0

    def items(self) -> Sequence[Item]:
        """The way back."""
        return [replace(self.back_item(), reach=Reach.MOUSE)]

    def back(self) -> None:
        """Call it off."""
        self.next = chosen_on(self.world, self.plan)

    def press(self, event: InputEvent) -> None:
        """Esc alone: an eager Enter, or hands that warm up on the pads, must not call it off."""
        if self.world.command(event) is Command.BACK:
            self.back()

    def update(self, now: float) -> Scene | None:
        """On to the play once everything is there."""
        after = super().update(now)
        if after is not self:
            return after
        self.parts = min(self.parts + 1, PARTS)
        self.shown += (self.readying.progress - self.shown) * 0.25
        ready = self.readying.follow()
        if self.readying.failed is not None:
            sys.stderr.write(f"drumjam: warning: {self.readying.failed}\n")
            self.world.say(self.world.strings.text("bad_song"), now)
            self.back()
        elif ready is not None:
            self.next = self.opened(*ready)
        return self.next

    def opened(self, prepared: Prepared, furnished: Furnished) -> Scene:
        """The play; the stage greets one of the two songs of that evening."""
        from drumjam.game.scenes.play import PlayScene

        self._greet(self.plan.song.title)
        return PlayScene(self.world, prepared, furnished)

    def _greet(self, title: str) -> None:
        """Say once that it is one of them."""
        if greets(title) and title not in self.world.greeted:
            self.world.greeted.add(title)
            self.world.say(self.world.strings.text("welcome.stage"), perf_counter())

    def leave(self) -> None:
        """What is still being made is made for nobody."""
        self.readying.stop()

    def hints(self) -> Sequence[tuple[str, str]]:
        """Esc alone."""
        return (("Esc", self.world.strings.text("loading.cancel")),)

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """What is played and by whom, a bar that fills, two notes that bounce."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        self.head(canvas, "", now)
        title = self.plan.song.titles.get(words.language) or self.plan.song.title
        self.bill.draw(canvas, self.parts)
        theme.text(canvas, title, (640, 338), 44, align="center", width=560, room=64)
        theme.text(canvas, how(self.plan, words), (640, 392), 22, p.harmony, align="center", width=560, room=32)
        theme.panel(canvas, (440, BAR_Y, 400, 14), Kind.SUNKEN, 7)
        theme.bar(canvas, (440, BAR_Y, 400, 14), self.shown, p.harmony)
        theme.text(canvas, words.text("loading"), (640, BAR_Y + 50), 22, p.muted, align="center", width=500)
        still = self.world.settings.screen.reduced_motion
        for lane, side in ((Lane.LEE, -1), (Lane.TAKAICHI, 1)):
            hop = 0.0 if still else abs(sin(now * 5.2 + (0 if side < 0 else 0.5)))
            theme.disc(canvas, (640 + side * 28, BAR_Y - 26 - 30 * hop), 14, p.leaders[lane])


def setup_of(world: World, plan: Plan) -> StageSetup:
    """What the stage must know, from the plan and the settings."""
    words = world.strings
    title = plan.song.titles.get(words.language) or plan.song.title
    bare = bare_setup(world, plan.levels, plan.led)
    voices = bare.voices if plan.drill is None else Voices.OFF  # who practises is left alone
    chosen = world.settings.play
    scrolls = (chosen.lee_scroll, chosen.takaichi_scroll) if plan.mode is Mode.TWO else bare.scrolls
    held = leads(plan.song.chart) if plan.form is Form.LEAD else ()
    return replace(bare, title=title, level=how(plan, words), voices=voices, scrolls=scrolls, held=held, seed=plan.seed)


def bare_setup(world: World, levels: tuple[Level, Level], led: frozenset[Lane]) -> StageSetup:
    """What the settings alone say of the stage while people lead the lanes `led`."""
    screen, words = world.settings.screen, world.strings
    keys = {(lane, pad): cap for lane in led for pad, cap in caps(world.bindings, lane, led, world.left).items()}
    return StageSetup(
        title="",
        level="",
        names=(words.leader(Lane.LEE), words.leader(Lane.TAKAICHI)),
        levels=levels,
        language=words.language,
        keys=keys,
        scrolls=(screen.scroll_speed, screen.scroll_speed),
        arrangement=Arrangement.STACKED if screen.layout is Layout.STACKED else Arrangement.FACING,
        sides=Sides.SWAPPED if screen.swap_sides else Sides.USUAL,
        motion=Motion.REDUCED if screen.reduced_motion else Motion.FULL,
        voices=Voices.ON if screen.comments else Voices.OFF,
    )
