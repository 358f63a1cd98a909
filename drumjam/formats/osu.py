"""osu!taiko: one `.osu` file (format 14) for each leader and level.

A drum is a don, a cymbal a kat, both pads a big don, a roll a drum roll. Times are whole milliseconds. A beat of osu!
is a pulse of the metre, so that its bar lines are the song's; where a pulse is no quarter note, a slider velocity
keeps the scroll speed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from drumjam.formats.exported import Exported, figure, last_tick, one_line, write_files
from drumjam.rules.chart import Chart, Lane, Level, Note, Pad, chords
from drumjam.rules.tempo import bar_lines

HIT_SOUNDS = {(Pad.DRUM,): 0, (Pad.CYMBAL,): 8, (Pad.DRUM, Pad.CYMBAL): 4}
"""Bits that make a hit a don, a kat (clap) or big (finish), by the pads that are struck."""

OMIT_BAR_LINE = 8
"""Effect of a timing point within a bar: osu! would draw a bar line there."""

PIXELS_A_BEAT = 140
"""Length of a slider that lasts a beat: SliderMultiplier x 100."""

SLOWEST, FASTEST = 0.1, 10.0
"""Slider velocities that osu! knows."""

ACCURACY = {Level.EASY: 3, Level.MEDIUM: 4, Level.HARD: 5, Level.EXPERT: 6}
"""OverallDifficulty, which narrows the hit windows."""


@dataclass(frozen=True, slots=True)
class TimingPoint:
    """Time from one moment on.

    ms        whole milliseconds of song time
    beat_ms   milliseconds of a pulse
    pulses    in a bar
    velocity  factor of the slider velocity, so that a quarter note is as wide in every metre
    in_bar    whether it stands within a bar, not on its line
    """

    ms: int
    beat_ms: float
    pulses: int
    velocity: float
    in_bar: bool


def export_osu(chart: Chart, folder: Path, name: str = "song") -> Exported:
    """Write NAME-LEADER-LEVEL.osu for every leader and level with notes; they play to NAME.ogg.

    Raises ExportError for a chart without notes, WriteError.
    """
    last_tick(chart)
    points = _timing_points(chart)
    files = {
        f"{name}-{lane.id}-{level.id}.osu": _osu(chart, name, lane, level, points).encode()
        for lane in Lane
        for level in Level
        if chart.lane(level, lane)
    }
    times = [chart.tempo.seconds(note.tick) for level in Level for note in chart.levels[level]]
    return Exported(write_files(folder, files), max(abs(round(time * 1000) / 1000 - time) for time in times))


def _osu(chart: Chart, name: str, lane: Lane, level: Level, points: Sequence[TimingPoint]) -> str:
    title, artist = one_line(chart.title), one_line(chart.artist)
    sections = {
        "General": [f"AudioFilename: {name}.ogg", "AudioLeadIn: 2000", "Countdown: 0", "SampleSet: Normal", "Mode: 1"],
        "Metadata": [
            f"Title:{one_line(chart.titles.get('en', '')) or title}",
            f"TitleUnicode:{title}",
            f"Artist:{artist}",
            f"ArtistUnicode:{artist}",
            "Creator:drumjam",
            f"Version:{lane.name.title()} {level.id}",
            "Tags:drumjam",
            "BeatmapID:0",
            "BeatmapSetID:-1",
        ],
        "Difficulty": [
            "HPDrainRate:5",
            "CircleSize:5",
            f"OverallDifficulty:{ACCURACY[level]}",
            "ApproachRate:5",
            f"SliderMultiplier:{PIXELS_A_BEAT / 100}",
            "SliderTickRate:1",
        ],
        "Events": [],
        "TimingPoints": [line for point in points for line in _point_lines(point)],
        "HitObjects": [_hit_object(chart, chord, points) for chord in chords(chart.lane(level, lane))],
    }
    text = "\n\n".join("\n".join([f"[{section}]", *lines]) for section, lines in sections.items())
    return f"osu file format v14\n\n{text}\n"


def _timing_points(chart: Chart) -> list[TimingPoint]:
    """A point for every change of tempo or metre, and for the bar line after a tempo change within a bar."""
    tempo, per_beat = chart.tempo, chart.tempo.ticks_per_beat
    changes = [tick for tick, _ in tempo.changes]
    lines = bar_lines(chart.meters, per_beat, changes[-1] + 1).tolist()
    on_line = {*lines, *(meter.tick for meter in chart.meters)}
    after = [bisect_right(lines, tick) for tick in changes if tick not in on_line]
    following = [lines[place] for place in after if place < len(lines)]
    points: dict[int, TimingPoint] = {}
    for tick in sorted({*changes, *(meter.tick for meter in chart.meters), *following}):
        meter = chart.meter_at(tick)
        ratio = meter.pulse_ticks(per_beat) / per_beat
        ms = _ms(chart, tick)
        velocity = min(max(ratio, SLOWEST), FASTEST)
        in_bar = tick not in on_line and (ms not in points or points[ms].in_bar)
        points[ms] = TimingPoint(ms, 60_000 / tempo.bpm(tick) * ratio, meter.pulses, velocity, in_bar)
    return list(points.values())


def _point_lines(point: TimingPoint) -> Iterator[str]:
    effects = OMIT_BAR_LINE if point.in_bar else 0
    yield f"{point.ms},{figure(point.beat_ms)},{point.pulses},1,0,100,1,{effects}"
    if point.velocity != 1:
        yield f"{point.ms},{figure(-100 / point.velocity)},{point.pulses},1,0,100,0,{effects}"


def _hit_object(chart: Chart, chord: Sequence[Note], points: Sequence[TimingPoint]) -> str:
    """The notes of one tick and leader; a roll on either pad makes them a roll."""
    ms = _ms(chart, chord[0].tick)
    sound = HIT_SOUNDS[tuple(note.pad for note in chord)]
    until = max((note.roll_until for note in chord if note.roll_until is not None), default=None)
    if until is None:
        return f"256,192,{ms},1,{sound},0:0:0:0:"
    point = points[bisect_right(points, ms, key=lambda point: point.ms) - 1]
    beats = max(_ms(chart, until) - ms, 1) / point.beat_ms
    length = beats * PIXELS_A_BEAT * point.velocity
    return f"256,192,{ms},2,{sound},L|{256 + max(round(length), 1)}:192,1,{figure(length)}"


def _ms(chart: Chart, tick: int) -> int:
    return round(chart.tempo.seconds(tick) * 1000)
