"""Lesson: a person who never drummed is shown how, on the stage, by playing; nobody can fail, and nothing is kept."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from time import perf_counter

import pygame

from drumjam.game.furnishing import Furnished
from drumjam.game.inputs.seats import caps
from drumjam.game.lesson import STEPS, Lesson, lesson_song
from drumjam.game.lessonpanel import Teaching, draw_lesson_panel
from drumjam.game.menu import Menu
from drumjam.game.performance import Course
from drumjam.game.preparing import Prepared, seated
from drumjam.game.scene import Breathe, Scene
from drumjam.game.scenes.loading import LoadingScene
from drumjam.game.scenes.pause import Standstill
from drumjam.game.scenes.play import PlayScene
from drumjam.game.stage.state import StageState
from drumjam.game.world import World
from drumjam.rules.chart import Lane
from drumjam.rules.clock import Clock
from drumjam.rules.errors import DrumjamError
from drumjam.rules.judgement import Grade

PRAISE_SECONDS = 0.8
"""For so long praise is read at least, before the next bar line ends the step."""

Back = Callable[[World], Scene]
"""Makes the page that the lesson was opened from."""


def open_lesson(world: World, back_to: Back) -> Scene | None:
    """The lesson, for the part that is played by who plays alone; None, and a line, where its piece is missing."""
    try:
        song = lesson_song()
        return LessonLoadingScene(world, Lesson(song.checked(), _learner(world)), back_to)
    except DrumjamError as error:
        world.say(str(error), perf_counter())
        return None


def _learner(world: World) -> Lane:
    return next(lane for lane in Lane if lane.id == world.settings.play.leader)


class LessonLoadingScene(LoadingScene):
    """Before the first step: the sound of the lesson's piece is made."""

    def __init__(self, world: World, lesson: Lesson, back_to: Back) -> None:
        super().__init__(world, lesson.plan(world.settings.assists, world.draw_seed()))
        self.lesson = lesson
        self.back_to = back_to

    def back(self) -> None:
        """To the page it was opened from."""
        self.next = self.back_to(self.world)

    def opened(self, prepared: Prepared, furnished: Furnished) -> Scene:
        """The first step; from now on the lesson is offered to nobody."""
        self.world.change("play", lesson=True)
        return LessonScene(self.world, prepared, furnished, self.lesson, self.back_to)


class LessonScene(PlayScene):
    """One step of the lesson; its end leads to the next one.

    lesson   where it stands
    back_to  makes the page it was opened from
    over     whether the last step is done
    """

    def __init__(
        self,
        world: World,
        prepared: Prepared,
        furnished: Furnished,
        lesson: Lesson,
        back_to: Back,
        clock: Clock = perf_counter,
    ) -> None:
        super().__init__(world, prepared, furnished, clock)
        self.lesson = lesson
        self.back_to = back_to
        self.over = False
        self._until: float | None = None

    @property
    def well(self) -> int:
        """The learner's strokes that have found their notes."""
        grades = self.prepared.session.tallies[self.lesson.lane].grades
        return sum(count for grade, count in grades.items() if grade is not Grade.MISS)

    @property
    def praised(self) -> bool:
        """Whether enough strokes came well."""
        return 0 < self.lesson.step.enough <= self.well

    def update(self, now: float) -> Scene | None:
        """Let the step go on; it ends with a bar line once enough came well."""
        if self.performance.course is Course.RUNNING and self.praised:
            pos = self.performance.pos(now)
            if self._until is None:
                self._until = self._bar_line(pos + PRAISE_SECONDS)
            elif pos >= self._until:
                self.performance.course = Course.ENDED
        return super().update(now)

    def draw(self, canvas: pygame.Surface, now: float, breathe: Breathe) -> None:
        """The stage, and what is to be done."""
        super().draw(canvas, now, breathe)
        if self.menu is None and not self.decor.worn(self.world.theme):
            draw_lesson_panel(self.stage.theme, canvas, self.stage.lanes.art[self.lesson.lane], self.teaching())

    def teaching(self) -> Teaching:
        """What the panel says."""
        words, lesson, world = self.world.strings, self.lesson, self.world
        step, key = lesson.step, f"lesson.{lesson.step.key}"
        if self.praised:
            said = words.text(f"{key}.well")
        elif step.key == "turns":
            said = words.text(f"{key}.told", name=words.leader(lesson.lane.other))
        else:
            said = words.text(f"{key}.told")
        labels = caps(world.bindings, lesson.lane, self.prepared.plan.led, world.left)
        return Teaching(
            title=words.text("lesson.again" if lesson.again else key),
            place=f"{lesson.place + 1} / {len(STEPS)}",
            words=said,
            caps={pad: labels[pad] for pad in step.pads},
            well=self.well,
            enough=step.enough,
            praise=self.praised,
        )

    def resume(self) -> None:
        """Go on; once all is done, back to where it was opened from."""
        if self.over:
            self._leave()
        else:
            super().resume()

    # -- what follows -----------------------------------------------------------------------------

    def _ended(self) -> Scene:
        return self._go_to(self.lesson.after(self.well))

    def _go_to(self, lesson: Lesson | None) -> Scene:
        """The scene of a step; after the last one, this one with its last words."""
        if lesson is None:
            self._close()
            return self
        before = self.prepared
        plan = lesson.plan(self.world.settings.assists, before.plan.seed)
        ready = seated(plan, before.setup, before.sounds, before.lead_in)
        shown = StageState(ready.session, ready.setup)
        self.stage.prepare(shown)
        return LessonScene(self.world, ready, Furnished(self.stage, shown), lesson, self.back_to, self.clock)

    def _close(self) -> None:
        """Say that it is over, and ask whether to go on or to begin anew."""
        self.over = True
        self.performance.course = Course.ENDED
        self.performance.audio.stop()
        self._paused = self.clock()
        self.menu = Menu("next")
        self.menu.set(self._still().items())
        self._quiet.rest()

    def _usual(self) -> Standstill:
        words = self.world.strings.text
        if self.over:
            done = (("next", self._leave), ("again", self._restart))
            return Standstill(words("lesson.done"), words("lesson.done.told"), done)
        actions = (
            ("resume", self.resume),
            ("lesson.skip", self._skip),
            ("restart", self._restart),
            ("settings", self._settings),
            ("lesson.leave", self._leave),
        )
        return Standstill(words("paused"), "", actions)

    def _skip(self) -> None:
        self.next = self._go_to(self.lesson.skipped())

    def _restart(self) -> None:
        self.next = self._go_to(Lesson(self.lesson.song, self.lesson.lane))

    def _leave(self) -> None:
        self.next = self.back_to(self.world)

    def _keep_left(self) -> None:
        """It is no play of a song."""

    def _bar_line(self, pos: float) -> float:
        """The first bar line from a song time on."""
        bars = self.performance.state.part.bars
        return bars[min(bisect_left(bars, pos), len(bars) - 1)]
