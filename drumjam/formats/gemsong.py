"""GemSong: a song that is charted in gems, as Clone Hero and Rock Band have them, made into a duet that sounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from drumjam.formats.dotchart import DotChart
from drumjam.formats.exported import ExportError, one_line
from drumjam.formats.gempart import part_of
from drumjam.formats.gems import KICK_KEY, VELOCITIES, GemError, GemTrack, key_of
from drumjam.formats.miditracks import conductor, midi_bytes, note_events, note_track, track
from drumjam.formats.notesmid import find_gems, is_guitar_chart, is_part
from drumjam.formats.songini import SongIni
from drumjam.midi.build import arrange_strokes
from drumjam.midi.percussion import DRUM_CHANNEL, find_percussion
from drumjam.midi.smf import MidiFile, read_midi
from drumjam.rules.chart import Chart, Level, Remark
from drumjam.rules.tempo import Meter, TempoMap
from drumjam.rules.touch import Touch

if TYPE_CHECKING:  # imported where MIDI is written
    import mido

MOST_INSTRUMENT_EVENTS = 100_000
_MARKER = 6


@dataclass(frozen=True, slots=True)
class GemSong:
    """A charted song as a duet.

    chart    both leaders' notes
    midi     the bytes of a MIDI file: its drums as they sound, and what other instruments the file has
    repairs  what had to be mended to read it
    """

    chart: Chart
    midi: bytes
    repairs: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """A song around its gems: its time, what is said of it, its markers and its other instruments."""

    tempo: TempoMap
    meters: tuple[Meter, ...]
    said: SongIni
    repairs: tuple[Remark, ...]
    markers: tuple[tuple[int, str], ...] = ()
    instruments: tuple[mido.MidiTrack, ...] = ()


def take_midi(midi: MidiFile, ini: SongIni) -> GemSong | None:
    """The duet of a MIDI file that is a chart of another game; None for any other MIDI file.

    Raises GemError for a chart without drums.
    """
    gems = find_gems(midi, five_lanes=ini.five_lanes, pro=ini.pro_drums)
    if gems is None:
        if is_guitar_chart(midi) and not any(part.charted for part in find_percussion(midi).parts):
            raise _no_drums()
        return None
    title = ini.name or ("" if is_part(midi.title) else midi.title)
    markers = tuple((text.tick, text.text) for text in midi.texts if text.kind == _MARKER)
    said = replace(ini, name=title)
    return _duet(gems, _Frame(midi.tempo, midi.meters, said, midi.repairs, markers, tuple(_instruments(midi))))


def take_dotchart(chart: DotChart) -> GemSong:
    """The duet of a .chart file. Raises GemError for one without drums."""
    if chart.track is None:
        raise _no_drums()
    return _duet(chart.track, _Frame(chart.tempo, chart.meters, chart.said, chart.repairs))


def _no_drums() -> GemError:
    what = "a chart for guitars, as Frets on Fire and Clone Hero have it, without drums"
    mend = "choose a song with a drum part (PART DRUMS), or its music as an ordinary MIDI file"
    return GemError(what, mend=mend, code="gems.no-drums")


def _duet(gems: GemTrack, frame: _Frame) -> GemSong:
    data = _sounding(gems, frame)
    chart = arrange_strokes(read_midi(data), part_of(gems), tuple(_remarks(gems, frame)))
    credits = (f"chart: {frame.said.charter}",) if frame.said.charter else ()
    return GemSong(replace(chart, artist=frame.said.artist, credits=credits), data, frame.repairs)


def _remarks(gems: GemTrack, frame: _Frame) -> Iterator[Remark]:
    """What a player should know before all else."""
    if gems.hardest is not Level.EXPERT:
        level = gems.hardest.id
        yield Remark("gems.no-expert", f"no expert drums: made from the chart's {level}", (("level", level),))
    if not frame.instruments:
        yield Remark("gems.drums-only", "only the drums sound: a recording beside the chart is not played")
    if frame.said.delay_ms:
        text = f"the delay of {frame.said.delay_ms:g} ms is left out: it counts against a recording that is not played"
        yield Remark("gems.delay", text, (("delay_ms", frame.said.delay_ms),))


def _sounding(gems: GemTrack, frame: _Frame) -> bytes:
    """A MIDI file with the drums of the hardest level and every kick, on the chart's own ticks."""
    from mido import MetaMessage

    own = [(gem.tick, key_of(gem, gems.layout), VELOCITIES[gem.touch]) for gem in gems.levels[gems.hardest]]
    kicks = {tick for tick, key, _ in own if key == KICK_KEY}
    own += [(tick, KICK_KEY, VELOCITIES[Touch.PLAIN]) for tick in gems.doubled if tick not in kicks]
    notes = [event for tick, key, loud in own for event in note_events(tick, tick + 1, key, loud)]
    markers = [(tick, MetaMessage("marker", text=one_line(text))) for tick, text in frame.markers]
    first = track(one_line(frame.said.name), conductor(frame.tempo, frame.meters, markers, gems.end))
    try:
        return midi_bytes(frame.tempo.ticks_per_beat, [first, note_track("Drums", [], notes), *frame.instruments])
    except ExportError as error:
        raise GemError(error.what, mend="choose another song") from None


def _instruments(midi: MidiFile) -> Iterator[mido.MidiTrack]:
    """The tracks of a chart that are music: those that name an instrument, or have drums as General MIDI has them."""
    from mido import Message

    events, names = midi.events, midi.track_names()
    kind, channel = events.status & 0xF0, events.status & 0x0F
    named = (kind == 0xC0) | ((kind == 0x90) & (channel == DRUM_CHANNEL))
    music = [number for number in np.unique(events.track[named]).tolist() if not is_part(names.get(number, ""))]
    if int(np.isin(events.track, music).sum()) > MOST_INSTRUMENT_EVENTS:
        return
    for number in music:
        own = events.track == number
        columns = (column[own].tolist() for column in (events.tick, events.status, events.a, events.b))
        yield track(
            one_line(names.get(number, "")),
            [
                (tick, Message.from_bytes((status, a) if 0xC0 <= status < 0xE0 else (status, a, b)))
                for tick, status, a, b in zip(*columns, strict=True)
            ],
        )
