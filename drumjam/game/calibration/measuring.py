"""Measuring: one visit to calibration. What runs, who has tapped, what was found, and what was set before."""

from __future__ import annotations

from enum import Enum, StrEnum, auto
from time import perf_counter

from drumjam.game.audio import SilentAudio
from drumjam.game.calibration.groove import Groove, Playing
from drumjam.game.calibration.offsets import with_offsets
from drumjam.game.calibration.tapping import Listening, Players, Tap, is_done, result_of
from drumjam.game.inputs.offsets import offset_ms
from drumjam.game.world import World
from drumjam.library.settings import Mode, Timing
from drumjam.rules.calibration import Estimate, Refusal
from drumjam.rules.chart import Lane
from drumjam.rules.clock import Clock

LARGEST = 200.0
"""Milliseconds by which the picture can be shifted by hand."""


class View(StrEnum):
    """What is measured; its name is the string `calib.NAME`."""

    SOUND = "sound"
    PICTURE = "picture"


class Run(Enum):
    """What goes on."""

    STILL = auto()
    WAITING = auto()
    """Somebody wants to tap; the groove is still being made."""
    TAPPING = auto()
    COMPARING = auto()
    """The beat is heard while the picture is shifted by hand."""


class Measuring:
    """Measures; what it finds replaces what is set when `apply` is called, and not before.

    clock    tells the time in seconds; all `now` and `at` are on its scale
    view     what is measured now
    players  how many tap along to the sound; both may tap along to the picture
    before   the settings of timing before each change made here, the oldest first
    """

    def __init__(self, world: World, clock: Clock = perf_counter) -> None:
        self.world = world
        self.clock = clock
        self.view = View.SOUND
        self.run = Run.STILL
        self.players = Players.TWO if world.settings.play.mode is Mode.TWO else Players.ONE
        self.before: list[Timing] = []
        self.groove = Groove(world.open_audio(), clock)
        self._listening = {view: self._nobody(view) for view in View}
        self._seen: tuple[object, Estimate | Refusal] = (None, Refusal.TOO_FEW)

    # -- what is known ----------------------------------------------------------------------------

    @property
    def listening(self) -> bool:
        """Whether pads tap."""
        return self.run in (Run.WAITING, Run.TAPPING)

    @property
    def taps(self) -> Listening:
        """Who has tapped, and what that tells."""
        return self._listening[self.view]

    @property
    def tapped(self) -> bool:
        """Whether anybody has."""
        return any(hands.taps for hands in self.taps.hands.values())

    @property
    def done(self) -> bool:
        """Whether more taps would tell no more."""
        if self.view is View.PICTURE:
            return is_done(self.seen(), sum(len(hands.counted) for hands in self.taps.hands.values()))
        return all(hands.done for hands in self.taps.hands.values())

    @property
    def was(self) -> Timing | None:
        """The settings of timing before the last change made here."""
        return self.before[-1] if self.before else None

    def seen(self) -> Estimate | Refusal:
        """How late the picture is, in seconds, as far as taps tell; reckoned anew when there are more."""
        timing, listening = self.world.settings.timing, self._listening[View.PICTURE]
        upon = (listening, sum(len(hands.taps) for hands in listening.hands.values()), timing)
        if self._seen[0] != upon:
            self._seen = upon, listening.picture(lambda lane, device: offset_ms(timing, lane, device) / 1e3)
        return self._seen[1]

    def found(self) -> dict[str, object]:
        """Settings of timing that would change; empty where nothing was found, or nothing else than what is set."""
        timing = self.world.settings.timing
        if self.view is View.PICTURE:
            result = result_of(self.seen())
            return {"visual_ms": float(result.offset_ms)} if result and result.offset_ms != timing.visual_ms else {}
        return dict(with_offsets(timing, self.taps.offsets()))

    def pos(self, now: float) -> float:
        """Song time of the picture; while nothing runs it goes on by the clock. Tapped along to, it is not shifted."""
        if not self.groove.running:
            return now
        shift = self.world.settings.timing.visual_ms / 1e3 if self.run is Run.COMPARING else 0.0
        return self.groove.pos(now + shift)

    # -- what happens -----------------------------------------------------------------------------

    def start(self) -> None:
        """Listen for taps as soon as the groove is there; those that came before still count."""
        self.stop()
        self.run = Run.WAITING

    def start_afresh(self) -> None:
        """Listen for taps, and forget those that came before."""
        self._listening[self.view] = self._nobody(self.view)
        self.start()

    def stop(self) -> None:
        """Silence; what was tapped stays."""
        self.run = Run.STILL
        self.groove.stop()

    def advance(self, now: float) -> None:
        """Let time pass: begin once the groove is there, follow the sound, end when everybody is done."""
        if self.run is Run.WAITING and self.groove.ready:
            self._begin(now)
        self.groove.observe()
        if self.run is Run.TAPPING and (self.taps.over(now) if self.view is View.SOUND else self._seen_enough(now)):
            self.stop()

    def tap(self, device: str, lane: Lane, at: float) -> None:
        """A key or pad came down at a time of the clock."""
        if self.run is Run.TAPPING:
            self.taps.tap(device, Tap(self.groove.pos(at), at, lane))

    def open(self, view: View) -> None:
        """Measure something else."""
        if view is not self.view:
            self.stop()
            self.view = view

    def turn_players(self) -> None:
        """One player, or two; taps so far belong to nobody then."""
        self.players = Players.TWO if self.players is Players.ONE else Players.ONE
        self._listening[View.SOUND] = self._nobody(View.SOUND)

    def apply(self) -> None:
        """Let what was found replace what is set."""
        if found := self.found():
            self.before.append(self.world.settings.timing)
            self._change(**found)

    def undo(self) -> None:
        """Set again what was set before the last change."""
        timing = self.before.pop()
        self._change(lee_ms=timing.lee_ms, takaichi_ms=timing.takaichi_ms, visual_ms=timing.visual_ms)

    def shift(self, step: int) -> None:
        """Move the picture by hand, by so many ms; let the beat be heard meanwhile."""
        if self.run is Run.STILL and self.groove.ready:
            self.before.append(self.world.settings.timing)
            self.groove.start(Playing.HEARD)
            self.run = Run.COMPARING
        ms = self.world.settings.timing.visual_ms + step
        self._change(visual_ms=min(max(ms, -LARGEST), LARGEST))

    def _begin(self, now: float) -> None:
        heard = self.view is View.SOUND
        if heard and (isinstance(self.groove.audio, SilentAudio) or self.groove.failed):
            self.world.say(self.world.strings.text("calib.silent"), now)
        self.groove.start(Playing.HEARD if heard else Playing.SILENT)
        self.taps.begin(now)
        self.run = Run.TAPPING

    def _seen_enough(self, now: float) -> bool:
        return self.done or self.taps.idle(now)

    def _nobody(self, view: View) -> Listening:
        return Listening(self.players if view is View.SOUND else Players.TWO)

    def _change(self, **values: object) -> None:
        if not self.world.change("timing", **values):
            self.world.say(self.world.strings.text("unsaved"), self.clock())
