"""Passes: some bars played over and over on the stage, each time a play of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

import pygame

from drumjam.game.drill import Drill, done
from drumjam.game.furnishing import Furnished
from drumjam.game.keeping import keep_practice
from drumjam.game.options.tabs import SPEEDS
from drumjam.game.passpanel import draw_pass_panel
from drumjam.game.plan import Plan
from drumjam.game.preparing import Prepared, seated
from drumjam.game.rows import Row, Shape
from drumjam.game.scene import Breathe, Scene
from drumjam.game.scenes.loading import LoadingScene
from drumjam.game.scenes.pause import Standstill
from drumjam.game.scenes.play import PlayScene
from drumjam.game.stage.state import StageState
from drumjam.game.world import World
from drumjam.rules.clock import Clock
from drumjam.rules.practice import goal_of

Back = Callable[[World], Scene]
"""Makes the page that the choice of bars was opened from."""


class TuningScene(LoadingScene):
    """Before the first pass, and between two of different speeds: the song's sound is made."""

    def __init__(self, world: World, plan: Plan, back_to: Back | None = None) -> None:
        super().__init__(world, plan)
        self.back_to = back_to

    def back(self) -> None:
        """To the choice of bars."""
        self.next = chosen_anew(self.world, self.plan, self.back_to)

    def opened(self, prepared: Prepared, furnished: Furnished) -> Scene:
        """The next pass."""
        return PassScene(self.world, prepared, furnished, back_to=self.back_to)

    def leave(self) -> None:
        """Where no pass follows, those that were played are kept."""
        super().leave()
        if not isinstance(self.next, PassScene):
            keep_passes(self.world, self.plan)


class PassScene(PlayScene):
    """One pass; its end leads to the next one, until the player leaves."""

    _handed_on = False
    _speed: float | None = None
    """Another speed that was chosen in the pause."""

    def __init__(
        self,
        world: World,
        prepared: Prepared,
        furnished: Furnished | None = None,
        clock: Clock = perf_counter,
        back_to: Back | None = None,
    ) -> None:
        super().__init__(world, prepared, furnished, clock)
        self.back_to = back_to

    @property
    def drill(self) -> Drill:
        """What is practised."""
        drill = self.prepared.plan.drill
        assert drill is not None
        return drill

    def draw(self, canvas: pygame.Surface, now: float, breathe: Breathe) -> None:
        """The stage, and how the practice stands."""
        super().draw(canvas, now, breathe)
        if self.menu is None:
            theme, speed = self.world.theme, self.prepared.plan.speed
            draw_pass_panel(theme, canvas, self.world.strings, self.drill, speed)

    def resume(self) -> None:
        """Go on where it was; at another speed, from the first bar."""
        if self._speed in (None, self.prepared.plan.speed):
            super().resume()
        else:
            self.next = self._following(whole=False)

    # -- what follows -----------------------------------------------------------------------------

    def _ended(self) -> Scene:
        return self._following(whole=True)

    def _restart(self) -> None:
        self.next = self._following(whole=False)

    def _leave(self) -> None:
        self.next = chosen_anew(self.world, self.prepared.plan, self.back_to)

    def _following(self, *, whole: bool) -> Scene:
        """The next pass, with this one noted; where the speed is another, by way of the sound."""
        before = self.prepared
        plan = self._noted(whole=whole) if whole or self._struck() else before.plan
        self._handed_on = True
        speed = plan.drill.speed_after(plan.speed) if whole and plan.drill else self._speed or plan.speed
        plan = self._assisted(plan)
        if speed != plan.speed:
            return TuningScene(self.world, replace(plan, speed=speed), self.back_to)
        ready = seated(plan, before.setup, before.sounds, before.lead_in)
        furnished = Furnished(self.stage, StageState(ready.session, ready.setup))
        return PassScene(self.world, ready, furnished, self.clock, self.back_to)

    def _assisted(self, plan: Plan) -> Plan:
        """The plan with the assists that are set now; where they are others, the passes before are kept by themselves.

        One replay tells of one width of windows.
        """
        settings = self.world.settings
        changed = plan.assisted(settings.play, settings.assists)
        if plan.drill is None or (changed.windows, changed.one_key) == (plan.windows, plan.one_key):
            return plan
        keep_passes(self.world, plan)
        return replace(changed, drill=replace(plan.drill, began=None, passes=()))

    def _noted(self, *, whole: bool) -> Plan:
        """The plan with this pass among those that are over."""
        plan, session = self.prepared.plan, self.prepared.session
        self.prepared.duet.finish()
        result = session.result(song=plan.song.id, seed=plan.seed, kinds=plan.kinds)
        drill = replace(self.drill, began=self.drill.began or self.played)
        return replace(plan, drill=drill.noted(done(session, result, plan.led, plan.speed, whole=whole)))

    def _struck(self) -> bool:
        """Whether a person has struck anything in this pass."""
        return any(strike.lane in self.prepared.plan.led for strike in self.prepared.session.strikes)

    def _keep_left(self) -> None:
        """Keep the practice; a pass in which nobody struck anything is none, unless it is the only one."""
        if not self._handed_on:
            self._handed_on = True
            empty = self.drill.passes and not self._struck()
            keep_passes(self.world, self.prepared.plan if empty else self._noted(whole=False))

    # -- the pause --------------------------------------------------------------------------------

    def _usual(self) -> Standstill:
        actions = (
            ("resume", self.resume),
            ("restart", self._restart),
            ("pass.choose", self._leave),
            ("settings", self._settings),
            ("leave", self._go),
        )
        return Standstill(self.world.strings.text("paused"), "", actions, self._rows())

    def _go(self) -> None:
        from drumjam.game.scenes.select import Aim, SelectScene

        song = self.prepared.plan.song.id
        self.next = self.back_to(self.world) if self.back_to else SelectScene(self.world, song, Aim.PRACTICE)

    def _rows(self) -> tuple[Row, ...]:
        """What can be changed between two passes, or for the rest of this one."""
        words, speed = self.world.strings.text, self._speed or self.prepared.plan.speed
        up, click = self.drill.goal is not None, self.performance.click
        return (
            Row(
                "practice_speed",
                words("set.practice_speed"),
                f"{speed:.0%}",
                0.0,
                Shape.CHOICE,
                self._change_speed,
            ),
            self._switch("speed_up", up, self._change_goal),
            self._switch("click", click, self._change_click),
        )

    def _switch(self, key: str, on: bool, change: Callable[[int], None]) -> Row:
        words = self.world.strings.text
        return Row(key, words(f"set.{key}"), words("on" if on else "off"), float(on), Shape.SWITCH, change)

    def _change_speed(self, step: int) -> None:
        now = self._speed or self.prepared.plan.speed
        at = min(range(len(SPEEDS)), key=lambda i: abs(SPEEDS[i] - now))
        self._speed = SPEEDS[(at + step) % len(SPEEDS)]
        self.world.change("practice", speed=self._speed)

    def _change_goal(self, _: int) -> None:
        on = self.drill.goal is None
        self.world.change("practice", speed_up=on)
        self._drilled(replace(self.drill, goal=goal_of(self.prepared.plan.speed) if on else None))

    def _change_click(self, _: int) -> None:
        self.performance.click = not self.performance.click
        self.world.change("practice", click=self.performance.click)
        self._drilled(replace(self.drill, click=self.performance.click))

    def _drilled(self, drill: Drill) -> None:
        self.prepared = replace(self.prepared, plan=replace(self.prepared.plan, drill=drill))


def chosen_anew(world: World, plan: Plan, back_to: Back | None) -> Scene:
    """The page on which bars are chosen, with those of a plan."""
    from drumjam.game.scenes.practice import PracticeScene

    bars = (plan.drill.first, plan.drill.last) if plan.drill else None
    return PracticeScene(world, plan.song, bars, back_to)


def keep_passes(world: World, plan: Plan) -> None:
    """Keep a practice that is over; say so where it could not be written."""
    if plan.drill is not None and plan.drill.began is not None:
        problem = keep_practice(plan, plan.drill.began)
        if problem:
            world.say(problem, perf_counter())
