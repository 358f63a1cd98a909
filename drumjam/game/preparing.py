"""Preparing: everything a play needs, made beside the window while it shows how far it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Thread

from drumjam.formats.exported import ExportError
from drumjam.game.audio import AudioOut
from drumjam.game.countin import Span, bars_span, lead_in, whole_span
from drumjam.game.plan import Plan
from drumjam.game.stage.setup import StageSetup
from drumjam.library.heard import heard
from drumjam.library.paths import sound_font
from drumjam.library.retold import retold
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Lane, Note
from drumjam.rules.drummers import Scripted, make_drummer
from drumjam.rules.duet import Drummer, Duet
from drumjam.rules.form import Form
from drumjam.rules.session import Session
from drumjam.sound.cache import Backing, make_backing
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.store import Store

Tell = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Sounds:
    """What is heard: nothing where a song has no MIDI file and its chart does not fit into one.

    backing  its file, and the drums that strikes play to it
    shares   amplitude factor of each note's stroke: less where several come together
    """

    backing: Backing | None = None
    shares: Mapping[Note, float] = field(default_factory=dict)

    @property
    def file(self) -> Path | None:
        """The backing's file; it may go with the backing, so hold on to that."""
        return self.backing.path if self.backing else None

    def load(self, audio: AudioOut) -> None:
        """Make a device ready to play them."""
        made = self.backing
        if made is None:
            audio.load(None, {})
        else:
            audio.load(made.path, made.keysounds, made.rate, made.kits)


@dataclass(frozen=True, slots=True)
class Instruments:
    """What a song is played with.

    font  the SoundFont, None for the game's own
    kits  programs of its drum bank that leaders play in place of the song's own
    """

    font: Path | None = None
    kits: Mapping[Lane, int] = field(default_factory=dict)


OWN = Instruments()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A play that can begin.

    lead_in  seconds of the clock before song time 0: position in the backing = lead_in + song time / speed
    """

    plan: Plan
    setup: StageSetup
    session: Session
    duet: Duet
    sounds: Sounds
    lead_in: float

    @property
    def span(self) -> Span:
        """From where to where it is played."""
        return span_of(self.plan, self.session, self.lead_in)


class Preparation:
    """Makes a play ready in a thread.

    progress  0 to 1
    ready     the play, once it is there
    failed    why it cannot be played

    store     where sound is kept for the next time
    rate      frames a second of the sound device
    instruments  what it is played with
    """

    def __init__(self, plan: Plan, setup: StageSetup, store: Store, rate: int, instruments: Instruments = OWN) -> None:
        self.progress = 0.0
        self.ready: Prepared | None = None
        self.failed: Exception | None = None
        self._stopped = False
        self._thread = Thread(
            target=self._run, args=(plan, setup, store, rate, instruments), daemon=True, name="preparing"
        )
        self._thread.start()

    def stop(self) -> None:
        """Nobody waits for it any more."""
        self._stopped = True

    def _run(self, plan: Plan, setup: StageSetup, store: Store, rate: int, instruments: Instruments) -> None:
        try:
            self.ready = prepare(plan, setup, store, rate, self._tell, instruments)
        except _StoppedError:
            return
        except Exception as error:  # whatever it is: the window must not wait for ever
            self.failed = error

    def _tell(self, share: float) -> None:
        if self._stopped:
            raise _StoppedError
        self.progress = share


class _StoppedError(Exception):
    """The preparation was called off."""


def prepare(
    plan: Plan, setup: StageSetup, store: Store, rate: int, tell: Tell, instruments: Instruments = OWN
) -> Prepared:
    """Make a play ready. Raises what reading and rendering raise.

    store  where sound is kept for the next time
    rate   frames a second of the sound device
    tell   is told the share that is done
    instruments  what it is played with
    """
    plan = replace(plan, song=retold(plan.song, plan.form))
    chart = plan.song.chart
    notes = chart.duet(*plan.levels)
    first = chart.tempo.seconds(notes[0].tick) if notes else 0.0
    lead = lead_in(chart, first, max(map(setup.approach, Lane)), plan.speed)
    if plan.drill is not None:  # one that begins with the song may need more room for its count-in
        lead = max(lead, -bars_span(chart, plan.drill.start, plan.drill.stop, 0.0, plan.speed).begin / plan.speed)
    return seated(plan, setup, make_sounds(plan, notes, lead, store, rate, tell, instruments), lead)


def seated(plan: Plan, setup: StageSetup, sounds: Sounds, lead: float) -> Prepared:
    """A play whose sounds are there: its session, and its drummers.

    sounds  of this song and speed, made for a lead-in of `lead` seconds
    """
    chart = plan.song.chart
    asked = chart if plan.drill is None else plan.drill.excerpt.of(chart)
    session = Session(asked, plan.levels, windows=plan.windows)
    return Prepared(plan, setup, session, Duet(session, drummers_of(plan, session)), sounds, lead)


def drummers_of(plan: Plan, session: Session) -> dict[Lane, Drummer]:
    """Who plays the lanes that no person plays: model drummers, or what was recorded."""
    if plan.recorded is not None:
        return {lane: Scripted(one for one in plan.recorded.strikes if one.lane is lane) for lane in Lane}
    lanes = [lane for lane in Lane if plan.kinds[lane] != "human"]
    return {lane: make_drummer(plan.kinds[lane], session, lane, plan.seed) for lane in lanes}


def span_of(plan: Plan, session: Session, lead: float) -> Span:
    """From where to where a play of a session goes; `lead` as in Prepared."""
    chart, drill = plan.song.chart, plan.drill
    if drill is not None:
        return bars_span(chart, drill.start, drill.stop, session.ends, plan.speed)
    first = float(session.times[0]) if len(session.times) else 0.0
    return whole_span(chart, first, session.ends, lead, plan.speed)


def make_sounds(
    plan: Plan,
    notes: tuple[Note, ...],
    lead: float,
    store: Store,
    rate: int,
    tell: Tell,
    instruments: Instruments = OWN,
) -> Sounds:
    """The backing's file, rendered or from the store, and the drums that strikes play to it.

    notes  of the whole song, at both levels
    """
    try:
        data = heard(plan.song)
    except ExportError:
        return Sounds()
    backing = make_backing(
        store,
        read_midi(data, plan.song.id),
        plan.song.chart,
        plan.levels,
        SoundFont.open(instruments.font or sound_font()),
        rate=rate,
        speed=plan.speed,
        lead_in=lead,
        kits=instruments.kits,
        bare=plan.form is Form.LESSON,
        progress=lambda share: tell(0.8 * share),
    )
    tell(1.0)
    return Sounds(backing, dict(zip(notes, backing.shares, strict=True)))
