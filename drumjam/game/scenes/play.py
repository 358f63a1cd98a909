"""Play: the stage, the pads, the pause."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from time import perf_counter

import pygame

from drumjam.game.company import Company
from drumjam.game.furnishing import Decor, Furnished, furnish
from drumjam.game.gear.figures import remember
from drumjam.game.homeward import chosen_on
from drumjam.game.inputs.offsets import Offsets
from drumjam.game.inputs.source import DEVICE_FOUND, DEVICE_LOST, InputEvent
from drumjam.game.keeping import Kept, keep
from drumjam.game.menu import Menu
from drumjam.game.over import Over
from drumjam.game.page import LEFT_BUTTON
from drumjam.game.performance import Course, Performance
from drumjam.game.pointer import Pointer
from drumjam.game.preparing import Prepared
from drumjam.game.presenter import Dirty
from drumjam.game.quiet import Quiet
from drumjam.game.scene import Breathe, Command, Pace, Scene
from drumjam.game.scenes.loading import setup_of
from drumjam.game.scenes.pause import Standstill, draw_pause
from drumjam.game.stage.stage import Stage
from drumjam.game.world import World
from drumjam.rules.clock import Clock

STILL_DRUMMING = 0.8
"""Seconds for which pads do nothing in the pause: hands go on for a moment, and must not choose."""


class PlayScene:
    """One play of one song."""

    def __init__(
        self, world: World, prepared: Prepared, furnished: Furnished | None = None, clock: Clock = perf_counter
    ) -> None:
        self.world = world
        self.prepared = prepared
        self.clock = clock
        audio = world.open_audio()
        world.turn_band(prepared.plan.band)
        prepared.sounds.load(audio)
        self.decor = Decor(furnished or furnish(prepared, world.theme), world.theme)
        drums, calls, state = world.settings.sound.drums, world.settings.assists.turn_sounds, self.decor.furnished.state
        self.performance = Performance(prepared, audio, Offsets(), drums, state, clock, calls=calls)
        self.company = Company(world, prepared.plan, self.performance)
        self.menu: Menu | None = None
        self.next: Scene | None = self
        self._over: Over | None = None
        self.kept: Kept | None = None
        self.played = datetime.now()
        self._begun, self._paused = False, 0.0
        self._quiet, self._pointer = Quiet(), Pointer()

    @property
    def pace(self) -> Pace:
        """Close while playing and when the stage is left, calm in the pause."""
        return Pace.CALM if self.menu is not None and self.next is self else Pace.PLAY

    @property
    def stage(self) -> Stage:
        """The picture of the play."""
        return self.decor.furnished.stage

    # -- what happens -----------------------------------------------------------------------------

    def press(self, event: InputEvent) -> None:
        """Pads strike; Esc pauses; no other key does anything."""
        if self.menu is not None:
            self._press_in_pause(event)
            return
        if event.down and self.world.pauses(event):
            self.pause()
            return
        if self._begun and self.company.invites(event):
            self._join()
        elif self._begun:
            self.company.strike(event, self._shown(self.clock()))

    def handle(self, event: pygame.event.Event) -> None:
        """The pause button, the pause's own menu, losing the focus, and devices that go and come."""
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == LEFT_BUTTON:
            if self.menu is not None:
                self.menu.click(self.world.theme.logical(event.pos), self.clock())
            elif self.stage.pause_rect().collidepoint(event.pos):
                self.pause()
        elif event.type == pygame.WINDOWFOCUSLOST:
            self.pause()
        elif event.type == pygame.DROPFILE:
            self.world.drop(event.file)
        elif event.type == DEVICE_LOST:
            self._lose(event.device)
        elif event.type == DEVICE_FOUND:
            self._find(event.device)

    def point(self, at: tuple[float, float], now: float) -> None:
        """The mouse has moved, in the pause."""
        if self.menu is not None:
            self.menu.hover(at, now)

    def sound(self, now: float) -> None:
        """Drums and clicks that are known beforehand come at their moments."""
        self.performance.sound(now)

    def update(self, now: float) -> Scene | None:
        """Let the play go on; at its end keep it and show the results."""
        if self._over is not None and not self._over.open:
            self._come_back()
        if not self._begun:  # before all else: only what has begun can be paused
            self._begin(now)
        if self.decor.worn(self.world.theme):
            self.pause()
        self.decor.follow(self.prepared, self.world.theme, self.performance.state, now)
        self.world.gauges.heard(self.performance.observe())
        self.performance.advance(now, self._shown(now))
        if trouble := self.performance.trouble:
            self.world.say_once(trouble, now)
        if self.menu is not None:
            self.menu.set(self._still().items())
        elif self.performance.course is Course.ENDED and self.next is self:
            self.next = self._ended()
        else:
            self.company.tend(now)
        self._pointer.follow(now, needed=self.menu is not None)
        return self.next

    def draw(self, canvas: pygame.Surface, now: float, breathe: Breathe) -> Dirty:
        """The stage; upon it the pause. While the window's size still changes, the pause alone."""
        theme, dirty = self.world.theme, None
        if self.decor.worn(theme):
            theme.backdrop(canvas)
        else:
            shown, kept = self._shown(now), self.world.presenter.kept(now)
            dirty = self.stage.draw(canvas, self.performance.state, shown, breathe, kept=kept)
        if self.menu is None:
            return dirty
        draw_pause(self.world, canvas, self._still(), self.menu, now)
        return None

    def leave(self) -> None:
        """What was played is kept, however it ended; then silence."""
        self._keep_left()
        self.performance.audio.stop()
        self.world.turn_band()
        self.company.leave()
        self._quiet.end()
        pygame.mouse.set_visible(True)

    # -- the pause --------------------------------------------------------------------------------

    def pause(self) -> None:
        """Stand still and ask."""
        if self.performance.course is Course.RUNNING:
            self.performance.pause()
            self._paused = self.clock()
            self.menu = Menu("resume")
            self.menu.set(self._still().items())
            self._quiet.rest()

    def resume(self) -> None:
        """Go on, after a count-in; without what was lost."""
        self.menu = None
        self.company.go_on()
        self._quiet.begin()
        self.performance.resume()

    def _still(self) -> Standstill:
        """What the pause says and offers; where a device has gone, how to go on without it."""
        if not self.company.missing:
            return self._usual()
        partner = () if self.prepared.plan.drill else (("lost.partner", self._give),)  # nobody practises for another
        words = self.world.strings.text
        title, told = words("device_lost", name=self.company.missing[0]), words("lost.wait")
        return Standstill(title, told, (("lost.keys", self.resume), *partner, ("leave", self._leave)))

    def _usual(self) -> Standstill:
        """The pause as it usually is."""
        actions = (
            *((("lost.take", self._take_back),) if self.company.given else ()),
            ("resume", self.resume),
            *((("second", self._join),) if self.company.has_room else ()),
            ("restart", self._restart),
            ("settings", self._settings),
            ("leave", self._leave),
        )
        return Standstill(self.world.strings.text("paused"), "", actions)

    def _press_in_pause(self, event: InputEvent) -> None:
        if self.world.plays(event) and event.t_ns / 1e9 < self._paused + STILL_DRUMMING:
            return
        if self.company.missing and self.world.drums(event):
            return
        command = self.world.command(event)
        if command is Command.BACK:
            self.resume()
        elif command is not None and self.menu is not None:
            self.menu.command(command, event.t_ns / 1e9)

    def _restart(self) -> None:
        from drumjam.game.scenes.loading import LoadingScene

        settings = self.world.settings
        self.next = LoadingScene(self.world, self.prepared.plan.assisted(settings.play, settings.assists))

    def _leave(self) -> None:
        self.next = chosen_on(self.world, self.prepared.plan)

    def _settings(self) -> None:
        """The settings, over the pause."""
        from drumjam.game.scenes.settings import SettingsScene

        self._over = self.next = Over(SettingsScene(self.world, lambda _: self), self)

    def _come_back(self) -> None:
        """From the settings: what was changed there counts at once."""
        self.next = self if self.next is self._over else self.next
        self._over = None
        setup = setup_of(self.world, self.prepared.plan)
        self.performance.use(self.world.find_audio())
        self.prepared.sounds.load(self.performance.audio)
        self.performance.drums = self.world.settings.sound.drums
        self.performance.calls = self.world.settings.assists.turn_sounds
        self.company.call()
        if setup != self.prepared.setup:
            self.prepared = replace(self.prepared, setup=setup)
            self.performance.state.arrange(setup)
            self.decor.renew(self.prepared, self.world.theme, self.performance.state)

    # -- devices ----------------------------------------------------------------------------------

    def _lose(self, device: str) -> None:
        """A device has gone: where somebody plays with it, both wait."""
        if self.performance.course is not Course.ENDED and self.company.lose(device):
            self.pause()
            self._paused = self.clock()

    def _find(self, device: str) -> None:
        """A device has come; where the partner took its player's place, that can be changed."""
        if self.company.find(device):
            self.world.say(self.world.strings.text("device_back", name=device), self.clock())
            if self.company.given:
                self.pause()

    def _join(self) -> None:
        """A second player takes the partner's place; the song goes on."""
        self.company.join(self.clock())
        plan = self.company.plan
        self.prepared = replace(self.prepared, plan=plan, setup=setup_of(self.world, plan))
        self.performance.prepared = self.prepared
        self.performance.state.arrange(self.prepared.setup)
        self.decor.renew_beside(self.prepared, self.world.theme, self.performance.state)
        if self.menu is not None:
            self.resume()

    def _give(self) -> None:
        self.company.give()
        self.resume()

    def _take_back(self) -> None:
        self.company.take_back()
        self.resume()

    # -- the ends ---------------------------------------------------------------------------------

    def _begin(self, now: float) -> None:
        self._begun = True
        self._quiet.begin()
        self.played = datetime.now()
        self.company.sit()
        self.performance.begin()

    def _ended(self) -> Scene:
        """What follows when the play has come to its end."""
        from drumjam.game.scenes.results import ResultsScene

        self.kept = self._keep(finished=True)
        return ResultsScene(self.world, self.prepared, self.kept)

    def _keep_left(self) -> None:
        """Keep a play that was left before its end."""
        if self.kept is None:
            self.kept = self._keep(finished=False)
            if self.kept.problem:
                self.world.say(self.kept.problem, self.clock())

    def _keep(self, *, finished: bool) -> Kept:
        players, inputs = self.company.hands.players(), self.company.inputs
        kept = keep(self.prepared, self.played, finished=finished, inputs=inputs, players=players)
        remember(self.world)
        return kept

    def _shown(self, now: float) -> float:
        """The song time of the picture."""
        return self.performance.pos(now + self.world.settings.timing.visual_ms / 1e3)
