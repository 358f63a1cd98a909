"""Performance: one play as it runs. Time, strikes and sound meet here; what it looks like is told to the stage."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from heapq import heappop, heappush
from time import perf_counter

import numpy as np

from drumjam.game.audio import AudioOut, SilentAudio
from drumjam.game.clicking import Clicking
from drumjam.game.countin import Pulse, resuming
from drumjam.game.inputs.offsets import Offsets
from drumjam.game.inputs.source import KEYBOARD
from drumjam.game.preparing import Prepared
from drumjam.game.silence import Silence
from drumjam.game.stage.state import StageState
from drumjam.library.settings import Drums
from drumjam.rules.chart import Lane, Note, Pad
from drumjam.rules.clock import Clock, Conductor
from drumjam.rules.duet import LEAD_US
from drumjam.rules.judgement import Fate, Strike
from drumjam.rules.partner import AdaptivePartner

SPARE_KEYS = {Pad.DRUM: 38, Pad.CYMBAL: 49}
HATS, RINGING = (42, 44, 46), (49, 51, 52, 53, 55, 57, 59)
"""Percussion keys that a foot on the hi-hat ends, and that a hand on any other cymbal does."""

STRAY_VOLUME = 0.6
HANDOVER_US = 50_000
"""How long after the last stroke that a partner has planned another may play the lane, in microseconds."""


class Course(Enum):
    """Where a play stands."""

    RUNNING = auto()
    PAUSED = auto()
    ENDED = auto()


@dataclass(frozen=True, slots=True, order=True)
class Cue:
    """A drum that the computer strikes: song time, key, velocity, whose lane, how much of its amplitude."""

    time: float
    key: int
    velocity: int
    lane: Lane
    share: float


class Performance:
    """Runs a prepared play.

    prepared  the play
    audio     where it is heard
    offsets   how late strikes arrive, by lane and device
    drums     whether people's drums sound when they strike, or at the moment they are written
    state     what the stage shows; a new one if None
    clock     tells the time in seconds; all `now` and `at` are on its scale
    calls     whether a sound says, a bar before, whose turn comes; may be changed at any time

    click     whether the pulses of what is practised are clicked; may be changed at any time
    silences  by lane: how much went by since its person last struck
    """

    def __init__(
        self,
        prepared: Prepared,
        audio: AudioOut,
        offsets: Offsets,
        drums: Drums = Drums.STRIKES,
        state: StageState | None = None,
        clock: Clock = perf_counter,
        *,
        calls: bool = False,
    ) -> None:
        self.prepared = prepared
        self.audio = audio
        self.offsets = offsets
        self.drums = drums
        self.clock = clock
        self.speed = prepared.plan.speed
        self.state = state or StageState(prepared.session, prepared.setup)
        self.conductor = Conductor(self.speed, audio.out_latency, trusted=audio.trusted)
        self.course = Course.RUNNING
        self.judged_from = float("-inf")
        self.silences = (Silence(), Silence())
        self._taken_from_us = [float("-inf"), float("-inf")]
        self._cues: list[Cue] = []
        self._charted = 0
        self.span = prepared.span
        self.click = prepared.plan.drill is not None and prepared.plan.drill.click
        self._pulses: deque[Pulse] = deque()
        self.calls = calls
        self._clicking = Clicking(self.span, self.state.part.turns)

    @property
    def start(self) -> float:
        """Song time at which the play begins; negative in the lead-in."""
        return self.span.begin

    @property
    def late(self) -> float:
        """The largest input offset, in song time."""
        return self.offsets.largest * self.speed

    @property
    def trouble(self) -> str | None:
        """What is wrong with the sound device, as the strings call it."""
        if isinstance(self.audio, SilentAudio):
            return "silent"
        return None if self.conductor.steered else "own_clock"

    def begin(self) -> None:
        """Start the sound and the song's time."""
        self._count_in(self.span.counts)
        self._play_from(self.start)

    def pos(self, now: float) -> float:
        """Song time at a time of the clock."""
        return self.conductor.pos(now)

    def use(self, audio: AudioOut) -> None:
        """Go on, after the pause, with a sound device that was opened anew: it may be later, or its clock truer."""
        if audio is not self.audio:
            self.audio = audio
            self.conductor.out_latency, self.conductor.trusted = audio.out_latency, audio.trusted

    # -- people -----------------------------------------------------------------------------------

    def strike(self, lane: Lane, pad: Pad, velocity: int, at: float, shown: float, device: str = KEYBOARD) -> None:
        """A person's strike: judged by its own time, heard at once.

        at      when it came down, on the clock
        shown   song time of the picture it is seen in
        device  what it was struck with: each has an offset of its own
        """
        time_us = round(self.pos(at - self.offsets.of_strike(lane, device)) * 1e6)
        session = self.prepared.session
        self.silences[lane].end()
        if time_us < max(self.judged_from * 1e6, self._taken_from_us[lane]):
            near = session.lanes[lane].nearest(time_us, pad)
            if self.drums is Drums.STRIKES or session.lanes[lane].at(time_us) is None:
                self._sound(lane, near.key if near else SPARE_KEYS[pad], near.velocity if near else velocity, near)
            self.state.pressed(lane, pad, shown, velocity)
            return
        if lane in self.prepared.plan.one_key:
            pad, *more = self._asked_for(lane, time_us) or (pad,)
            for other in more:
                self._strike(Strike(time_us, lane, other, velocity), shown)
        self._strike(Strike(time_us, lane, pad, velocity), shown)

    def _asked_for(self, lane: Lane, time_us: int) -> list[Pad]:
        """The pads of the note or chord in whose window an instant lies, as far as they are still open."""
        target = self.prepared.session.lanes[lane].at(time_us)
        return [pad for pad in target.notes if pad not in target.taken] if target else []

    def _strike(self, strike: Strike, shown: float) -> None:
        """Let a strike be judged, heard and seen."""
        lane, pad, velocity = strike.lane, strike.pad, strike.velocity
        answer = self.prepared.duet.strike(strike)
        loud = answer.echo.velocity if answer.echo else velocity
        if answer.fate is Fate.STRAY:
            loud = round(loud * STRAY_VOLUME)
        if self.drums is Drums.STRIKES or answer.fate is not Fate.HIT:  # else its note sounds at its own moment
            self._sound(lane, answer.echo.key if answer.echo else SPARE_KEYS[pad], loud, answer.echo)
        self.state.struck(answer, shown)

    def choke(self, lane: Lane, hat: bool) -> None:
        """A hand or a foot ends what rings: the hi-hat, or all other cymbals of a lane."""
        self.audio.choke(HATS if hat else RINGING, lane)

    def give(self, lane: Lane) -> int:
        """Let the partner play a lane; from where on, in microseconds of song time."""
        from_us = self._handover_us()
        session, seed = self.prepared.session, self.prepared.plan.seed
        self.prepared.duet.drummers[lane] = AdaptivePartner(session, lane, seed, after_us=from_us - LEAD_US)
        return from_us

    def take_back(self, lane: Lane) -> int:
        """Let a person play a lane; from where on, in microseconds of song time: until then strikes only sound."""
        self.prepared.duet.drummers.pop(lane, None)
        self.state.foreseen[lane] = False
        from_us = self._handover_us()
        self._taken_from_us[lane] = from_us
        return from_us

    def _handover_us(self) -> int:
        """Where a lane may change hands: at the place of the pause; in a running play after what is planned."""
        if self.course is Course.RUNNING:
            return round(self.pos(self.clock()) * 1e6) + LEAD_US + HANDOVER_US
        return round(max(self.judged_from, self.start) * 1e6)

    # -- time -------------------------------------------------------------------------------------

    def advance(self, now: float, shown: float) -> None:
        """Let the play go on to a time of the clock; `shown` is the song time of the picture."""
        if self.course is not Course.RUNNING:
            return
        pos = self.pos(now)
        turn = self.prepared.duet.advance(pos, self.late)
        for judgement in turn.judgements:
            self.state.settled(judgement)
            if judgement.fate is Fate.MISS and judgement.note is not None:
                self.audio.duck(judgement.note)
                self.silences[judgement.lane].grow(pos)
        for strike in turn.planned:
            self._plan(strike)
        self.state.listen(self.prepared.duet.drummers)
        while self._pulses and shown >= self._pulses[0].time:
            pulse = self._pulses.popleft()
            self.state.count_in(pulse.number, shown, pulse.until)
        self.sound(now)
        self.state.advance(shown)
        if pos > self.span.end and self.prepared.session.finished:
            self.course = Course.ENDED

    def sound(self, now: float) -> None:
        """Sound what is due at a time of the clock; with every look for input, as frames are too far apart.

        What is known beforehand is handed to the device as early as a strike takes, and heard at its own moment.
        """
        if self.course is not Course.RUNNING:
            return
        pos, ahead = self.pos(now), self.audio.strike_latency * self.speed
        self._clicking.sound(self.audio, pos, ahead, clicks=self.click, calls=self.calls)
        while self._cues and self._cues[0].time <= pos + ahead:
            cue = heappop(self._cues)
            self.audio.strike(cue.key, cue.velocity, cue.lane, cue.share)
        self._play_charted(pos + ahead)

    def observe(self) -> float | None:
        """Compare the song's time with the sound, once a frame; by how many seconds it was behind, if that is known."""
        before = self.clock()
        heard = self.audio.position()
        if heard is None or self.course is not Course.RUNNING:
            return None
        return self.conductor.observe((before + self.clock()) / 2, (heard - self.prepared.lead_in) * self.speed)

    def pause(self) -> None:
        """Stand still."""
        if self.course is Course.RUNNING:
            self.judged_from = max(self.judged_from, self.conductor.pause(self.clock()))
            self.audio.stop()
            self.course = Course.PAUSED

    def resume(self) -> None:
        """Go back by a count-in and go on; up to the place of the pause strikes sound but do not count."""
        pulses = resuming(self.prepared.plan.song.chart, max(self.judged_from, self.start), self.speed)
        counts = self.span.counts
        if counts and self.judged_from < counts[-1].until:  # the song itself is still to be counted in
            pulses = (*pulses, *counts) if self.judged_from < counts[0].time else counts
        begin = max(pulses[0].time, self.start)
        self._count_in([pulse for pulse in pulses if pulse.time >= begin])
        self._play_from(begin)
        self.course = Course.RUNNING

    def _count_in(self, pulses: Iterable[Pulse]) -> None:
        self._pulses = deque(pulses)
        self._clicking.restart(self._pulses, self.judged_from)

    def _play_from(self, pos: float) -> None:
        """Start the backing at a song time or shortly before it; it reaches the ear a latency later."""
        begun = self.audio.start(max(pos / self.speed + self.prepared.lead_in, 0.0))
        pos = (begun - self.prepared.lead_in) * self.speed
        self.conductor.start(self.clock(), pos - self.audio.out_latency * self.speed)
        self._charted = int(np.searchsorted(self.prepared.session.times, pos))

    def _plan(self, strike: Strike) -> None:
        self.state.planned(strike)
        near = self.prepared.session.lanes[strike.lane].nearest(strike.time_us, strike.pad)
        key = near.key if near else SPARE_KEYS[strike.pad]
        heappush(self._cues, Cue(strike.time, key, strike.velocity, strike.lane, self._share(near)))

    def _play_charted(self, until: float) -> None:
        """Drums on time: sound what people's lanes have up to a song time, whether it is struck or not."""
        session = self.prepared.session
        while self._charted < len(session.notes) and session.times[self._charted] <= until:
            note = session.notes[self._charted]
            if self.drums is Drums.ON_TIME and note.lane not in self.prepared.duet.drummers:
                self.audio.strike(note.key, note.velocity, note.lane, self._share(note), self._charted)
            self._charted += 1

    def _share(self, note: Note | None) -> float:
        """How much of its amplitude a note's stroke has."""
        return self.prepared.sounds.shares.get(note, 1.0) if note else 1.0

    def _sound(self, lane: Lane, key: int, velocity: int, note: Note | None) -> None:
        self.audio.strike(key, velocity, lane, self._share(note))
