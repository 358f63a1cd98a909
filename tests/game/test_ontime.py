"""Drums on time: what is charted sounds by itself, and what is missed fades."""

from __future__ import annotations

from pathlib import Path

import pytest

from drumjam.game.audio import RecordingAudio
from drumjam.game.inputs.offsets import Offsets
from drumjam.game.performance import Course, Performance
from drumjam.game.preparing import Prepared
from drumjam.library.settings import Drums, Mode
from drumjam.library.songs import resolve
from drumjam.rules.chart import Lane, Pad
from drumjam.rules.clock import ManualClock
from drumjam.sound.clicks import Click
from tests.game.fingers import prepared, song, world

FRAME, LOOK = 1 / 60, 0.0005


def people(kinds: tuple[str, str]) -> frozenset[Lane]:
    """The lanes that people lead."""
    return frozenset(lane for lane in Lane if kinds[lane] == "human")


class Latent(RecordingAudio):
    """A sound device that is 60 ms late."""

    out_latency = strike_latency = 0.060


class Play:
    """A play for two with drums on time, struck by hand, frame by frame."""

    def __init__(self, ready: Prepared, drums: Drums = Drums.ON_TIME) -> None:
        self.clock = ManualClock(5.0)
        self.audio = Latent(self.clock)
        self.ready = ready
        self.made = Performance(ready, self.audio, Offsets(), drums, clock=self.clock)
        self.made.begin()

    def until(self, pos: float) -> None:
        """Let the play go on to a song time."""
        while self.made.course is not Course.ENDED and self.made.pos(self.clock.now) < pos:
            self.clock.move(FRAME)
            self.made.advance(self.clock.now, self.made.pos(self.clock.now))

    def until_looking(self, pos: float) -> None:
        """The same as the window does it: input is looked for many times a frame."""
        drawn = self.clock.now
        while self.made.pos(self.clock.now) < pos:
            self.made.sound(self.clock.move(LOOK))
            if self.clock.now >= drawn + FRAME:
                drawn = self.clock.now
                self.made.advance(drawn, self.made.pos(drawn))

    def strike(self, lane: Lane, pos: float) -> None:
        """Strike the drum as if at a song time."""
        at = self.clock.now + pos - self.made.pos(self.clock.now)
        self.made.strike(lane, Pad.DRUM, 96, at, pos)

    def struck(self) -> list[tuple[float, int | None]]:
        """When drums sounded, in song time as the ear has it, and by which note's right."""
        begun = 5.0 + self.ready.lead_in
        return [(h.time - begun, h.note) for h in self.audio.heard if not isinstance(h.what, Click)]


@pytest.fixture
def ready(tmp_path: Path) -> Prepared:
    """A small song for two players."""
    return prepared(world(), song(tmp_path / "tune"))


def test_every_note_sounds_at_its_own_moment_though_nobody_strikes(ready: Prepared) -> None:
    """Handed to the device with its moment of the backing, at most a frame late; each once."""
    play = Play(ready)
    play.until(99.0)
    times = ready.session.times.tolist()
    assert [note for _, note in play.struck()] == list(range(len(times)))
    assert all(0 <= at - times[note] <= FRAME + 1e-6 for at, note in play.struck() if note is not None)


@pytest.mark.parametrize("kinds", [("human", "human"), ("human", "autoplay")], ids=["on time", "a computer"])
def test_what_is_known_beforehand_sounds_at_its_moment_whatever_the_frame_rate(kinds: tuple[str, str]) -> None:
    """Clicks, drums on time and a computer's strokes of a whole piece: half a millisecond late at most."""
    ready = prepared(world(), resolve("common-harmony"), Mode.TWO, people(kinds), kinds)
    play = Play(ready)
    play.until_looking(20.0)
    begun = 5.0 + ready.lead_in
    notes = zip(ready.session.times.tolist(), ready.session.notes, strict=True)
    written = [(time, note.key, note.lane) for time, note in notes if time < 20.0]
    heard = [(h.time - begun, h.what, h.lane) for h in play.audio.heard if not isinstance(h.what, Click)]
    late = [at - time for (at, *_), (time, *_) in zip(sorted(heard), sorted(written), strict=False)]
    assert len(late) == len(written) > 50
    assert 0 <= min(late) <= max(late) <= LOOK + 1e-6
    clicks = [h.time - begun for h in play.audio.heard if isinstance(h.what, Click)]
    assert len(clicks) == len(ready.span.counts) > 1
    assert all(0 <= at - pulse.time <= LOOK + 1e-6 for at, pulse in zip(clicks, ready.span.counts, strict=True))


def test_a_hit_is_not_heard_twice_and_a_stray_is_heard(ready: Prepared) -> None:
    """Struck 30 ms late the note has sounded; struck between two notes the drum sounds softly."""
    play = Play(ready)
    play.until(0.1)
    before = len(play.struck())
    play.strike(Lane.LEE, 0.030)
    assert len(play.struck()) == before
    play.strike(Lane.LEE, 0.25)
    assert len(play.struck()) == before + 1
    assert play.audio.heard[-1].velocity < 96


def test_a_miss_is_ducked_once_it_is_certain_and_a_hit_is_not(ready: Prepared) -> None:
    """The first note of each lane: Lee's is hit, Takaichi's is not."""
    play = Play(ready)
    play.until(0.0)
    play.strike(Lane.LEE, 0.0)
    play.until(0.4)
    session = ready.session
    missed = next(index for index, note in enumerate(session.notes) if note.lane is Lane.TAKAICHI)
    assert [note for _, note in play.audio.ducked] == [missed]
    assert play.audio.ducked[0][0] - 5.0 - ready.lead_in > session.times[missed] + 0.06


def test_by_your_strikes_nothing_sounds_by_itself(ready: Prepared) -> None:
    """The default: silence where nobody strikes."""
    play = Play(ready, Drums.STRIKES)
    play.until(99.0)
    assert play.struck() == []


def test_after_a_pause_the_way_back_sounds_on_time_too(ready: Prepared) -> None:
    """Notes before the place of the pause sound once more with the backing; strikes on them are not doubled."""
    play = Play(ready)
    play.until(3.0)
    before = len(play.struck())
    play.made.pause()
    play.made.resume()
    resumed = play.made.pos(play.clock.now) + 0.060
    play.until(2.98)
    again = [note for _, note in play.struck()[before:] if note is not None]
    times = ready.session.times.tolist()
    assert again == [index for index, time in enumerate(times) if resumed <= time <= 2.98 + 0.060 - FRAME]
    last = ready.session.notes[again[-1]]
    play.strike(last.lane, times[again[-1]])
    assert len(play.struck()) == before + len(again)


def test_the_computers_lane_sounds_as_it_strikes(tmp_path: Path) -> None:
    """The setting is for people's drums: those of the partner are heard when it strikes."""
    ready = prepared(world(), song(tmp_path / "tune"), Mode.SOLO, frozenset({Lane.LEE}), ("human", "autoplay"))
    play = Play(ready)
    play.until(99.0)
    own = [heard for heard in play.audio.heard if heard.note is not None]
    assert {heard.lane for heard in own} == {Lane.LEE}
    count = sum(note.lane is Lane.TAKAICHI for note in ready.session.notes)
    assert sum(heard.lane is Lane.TAKAICHI for heard in play.audio.heard) == count
