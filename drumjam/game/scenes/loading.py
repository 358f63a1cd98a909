"""Loading: the drums are tuned while the song's sound is made."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from math import sin
from threading import Thread

import pygame

from drumjam.game.furnishing import Furnished, furnish
from drumjam.game.inputs.seats import caps
from drumjam.game.inputs.source import InputEvent
from drumjam.game.menu import Item, Reach
from drumjam.game.page import Page
from drumjam.game.plan import Plan
from drumjam.game.preparing import Preparation, Prepared
from drumjam.game.scene import Command, Scene
from drumjam.game.stage.setup import Arrangement, Motion, Sides, StageSetup, Voices
from drumjam.game.theme import Kind
from drumjam.game.world import World
from drumjam.library.settings import Layout
from drumjam.rules.chart import Lane


class LoadingScene(Page):
    """Shows how far the preparation is, then goes on to the play."""

    takes_files = False
    pads_lead = False

    def __init__(self, world: World, plan: Plan) -> None:
        super().__init__(world)
        self.plan = plan
        self.preparation = Preparation(plan, setup_of(world, plan), world.store(), world.open_audio().rate)
        self.shown = 0.0
        self._furnished: Furnished | None = None
        self._failed: Exception | None = None
        self._furnishing: Thread | None = None

    def items(self) -> Sequence[Item]:
        """The way back."""
        return [replace(self.back_item(), reach=Reach.MOUSE)]

    def back(self) -> None:
        """Call it off."""
        from drumjam.game.scenes.select import SelectScene

        self.next = SelectScene(self.world, self.plan.song.id)

    def press(self, event: InputEvent) -> None:
        """Esc alone: an eager Enter, or hands that warm up on the pads, must not call it off."""
        if self.world.command(event) is Command.BACK:
            self.back()

    def update(self, now: float) -> Scene | None:
        """On to the play once everything is there."""
        after = super().update(now)
        if after is not self:
            return after
        self.shown += (self.preparation.progress - self.shown) * 0.25
        failed = self.preparation.failed or self._failed
        if failed is not None:
            sys.stderr.write(f"drumjam: warning: {failed}\n")
            self.world.say(self.world.strings.text("bad_song"), now)
            self.back()
        elif self.preparation.ready is not None:
            self._go_on(self.preparation.ready)
        return self.next

    def _go_on(self, prepared: Prepared) -> None:
        """Paint the stage beside the window, then open it."""
        if self._furnished is not None:
            from drumjam.game.scenes.play import PlayScene

            self.next = PlayScene(self.world, prepared, self._furnished)
        elif self._furnishing is None:
            self._furnishing = Thread(target=self._furnish, args=(prepared,), daemon=True, name="furnishing")
            self._furnishing.start()

    def _furnish(self, prepared: Prepared) -> None:
        try:
            self._furnished = furnish(prepared, self.world.theme)
        except Exception as error:  # as above
            self._failed = error

    def leave(self) -> None:
        """What is still being made is made for nobody."""
        self.preparation.stop()

    def hints(self) -> Sequence[tuple[str, str]]:
        """Esc alone."""
        return (("Esc", self.world.strings.text("loading.cancel")),)

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """The song's name, a bar that fills, two notes that bounce."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        self.head(canvas, "", now)
        title = self.plan.song.titles.get(words.language) or self.plan.song.title
        theme.text(canvas, title, (640, 270), 44, align="center", width=1100)
        levels = list(dict.fromkeys(words.text(f"level.{level.id}") for level in self.plan.levels))
        theme.text(canvas, " · ".join(levels), (640, 322), 22, p.harmony, align="center")
        theme.panel(canvas, (440, 420, 400, 14), Kind.SUNKEN, 7)
        theme.bar(canvas, (440, 420, 400, 14), self.shown, p.harmony)
        theme.text(canvas, words.text("loading"), (640, 466), 22, p.muted, align="center", width=500)
        still = self.world.settings.screen.reduced_motion
        for lane, side in ((Lane.LEE, -1), (Lane.TAKAICHI, 1)):
            hop = 0.0 if still else abs(sin(now * 5.2 + (0 if side < 0 else 0.5)))
            theme.disc(canvas, (640 + side * 28, 392 - 22 * hop), 14, p.leaders[lane])


def setup_of(world: World, plan: Plan) -> StageSetup:
    """What the stage must know, from the plan and the settings."""
    screen, words = world.settings.screen, world.strings
    levels = list(dict.fromkeys(words.text(f"level.{level.id}") for level in plan.levels))
    led, left = plan.led, world.left
    keys = {(lane, pad): cap for lane in led for pad, cap in caps(world.bindings, lane, led, left).items()}
    return StageSetup(
        title=plan.song.titles.get(words.language) or plan.song.title,
        level=" · ".join(levels),
        names=(words.leader(Lane.LEE), words.leader(Lane.TAKAICHI)),
        levels=plan.levels,
        language=words.language,
        keys=keys,
        scroll=screen.scroll_speed,
        arrangement=Arrangement.STACKED if screen.layout is Layout.STACKED else Arrangement.FACING,
        sides=Sides.SWAPPED if screen.swap_sides else Sides.USUAL,
        motion=Motion.REDUCED if screen.reduced_motion else Motion.FULL,
        voices=Voices.ON if screen.comments else Voices.OFF,
        seed=plan.seed,
    )
