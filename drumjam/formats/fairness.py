"""Fairness: whether an arranged chart gives two leaders a duet. As much to play, no long rests, apart then together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.bars import BAR_LINE, Bars, find_bars, strengths
from drumjam.midi.hands import allowed_gap
from drumjam.midi.kit import CRASHES, FAMILY
from drumjam.rules.chart import Chart, Device, Lane, Level, Remark, Source, unison_ticks
from drumjam.rules.outline import Places
from drumjam.rules.ticks import distinct

SONG_BARS, SONG_MOMENTS = 16, 80
"""A chart of fewer bars or moments is too short to be more than it is."""

LONGEST_REST = 8
UNISON_LEAST, UNISON_MOST = 0.15, 0.70
LAST_QUARTER = 0.50
GROWTH = {Level.EXPERT: 0.20}
GROWTH_BELOW = 0.10
"""By how much the last quarter's share of unisons must be above the first's."""

LONG_BARS, DEVICES, MOST_OF_ONE = 32, 3, 0.60

Ints = NDArray[np.int64]


def unfair(chart: Chart, places: Places) -> Iterator[Remark]:
    """What is unfair or unmusical in a whole song that was arranged for two."""
    expert = chart.levels[Level.EXPERT]
    moments = distinct(np.array([note.tick for note in expert], np.int64))
    if len(moments) < SONG_MOMENTS:
        return
    bars = find_bars(chart.meters, chart.tempo.ticks_per_beat, int(moments[-1]))
    bar = bars.of(moments)
    if int(bar[-1] - bar[0]) + 1 < SONG_BARS:
        return
    yield from _ends(chart, places)
    if chart.source is Source.TWO_PARTS:
        return
    for level in Level:
        yield from _balance(chart, level)
        yield from _rests(chart, level, bars, np.unique(bar), places)
        yield from _unisons(chart, level, bars, int(bar[0]), int(bar[-1]), places)
    yield from _sections(chart, bars, int(bar[0]), int(bar[-1]), places)
    yield from _hockets(chart, bars, places)
    yield from _turns(chart, bars, places)


def _ends(chart: Chart, places: Places) -> Iterator[Remark]:
    """Each lane begins and ends at every level where it does on expert."""
    for lane in Lane:
        full = chart.lane(Level.EXPERT, lane)
        for level in list(Level)[:-1]:
            own = chart.lane(level, lane)
            for what, place in (("first", 0), ("last", -1)):
                if own and full and own[place].tick != full[place].tick:
                    tick = own[place].tick
                    text = f"{level.id}, {lane.id}, {places.text(tick)}: the {what} note is not expert's {what}"
                    yield Remark(f"check.{what}", text, (("level", level.id), ("lane", lane.id), ("tick", tick)))


def _balance(chart: Chart, level: Level) -> Iterator[Remark]:
    lee, takaichi = (len(chart.lane(level, lane)) for lane in Lane)
    most = allowed_gap(lee + takaichi)
    if abs(lee - takaichi) > most:
        text = f"{level.id}: lee has {lee} notes and takaichi {takaichi}; they may differ by {most:g}"
        yield Remark("check.balance", text, (("level", level.id), ("lee", lee), ("takaichi", takaichi)))


def _rests(chart: Chart, level: Level, bars: Bars, struck: Ints, places: Places) -> Iterator[Remark]:
    """Leaders who wait for more than eight of the bars in which somebody plays on expert."""
    for lane in Lane:
        ticks = np.array([note.tick for note in chart.lane(level, lane)], np.int64)
        if not len(ticks):
            continue
        own = np.flatnonzero(np.isin(struck, bars.of(ticks)))
        gaps = np.diff(np.concatenate(([-1], own, [len(struck)]))) - 1
        if int(gaps.max()) > LONGEST_REST:
            worst = int(gaps.argmax())
            start = struck[own[worst - 1] + 1] if worst else struck[0]
            tick = int(bars.line[start])
            text = f"{level.id}, {lane.id}, {places.text(tick)}: nothing to play for {gaps[worst]} bars of drums"
            yield Remark("check.rest", text, (("level", level.id), ("lane", lane.id), ("tick", tick)))


def _unisons(chart: Chart, level: Level, bars: Bars, first: int, last: int, places: Places) -> Iterator[Remark]:
    notes = chart.levels[level]
    ticks = distinct(np.array([note.tick for note in notes], np.int64))
    if not len(ticks):
        return
    shared = unison_ticks(notes)
    both = np.isin(ticks, np.array(sorted(shared), np.int64))
    for what, place in (("first", 0), ("last", -1)):
        if not both[place]:
            lane = next(note.lane for note in notes if note.tick == ticks[place])
            text = f"{level.id}, {lane.id}, {places.text(int(ticks[place]))}: the song's {what} stroke is not for both"
            yield Remark(f"check.unison-{what}", text, (("level", level.id), ("tick", int(ticks[place]))))
    if level is Level.EXPERT and not UNISON_LEAST <= both.mean() <= UNISON_MOST:
        text = f"{level.id}: {both.mean():.0%} of the moments are for both, not {UNISON_LEAST:.0%} to {UNISON_MOST:.0%}"
        yield Remark("check.unison", text, (("level", level.id), ("share", float(both.mean()))))
    quarter = (bars.of(ticks) - first) * 4 // (last - first + 1)
    if not np.isin((0, 3), quarter).all():
        return
    begin, end = (float(both[quarter == place].mean()) for place in (0, 3))
    if end < LAST_QUARTER or end - begin < GROWTH.get(level, GROWTH_BELOW):
        text = f"{level.id}: of the first quarter's moments {begin:.0%} are for both, of the last one's {end:.0%}"
        need = f"at least {LAST_QUARTER:.0%} at the end, and {GROWTH.get(level, GROWTH_BELOW):.0%} more than at first"
        yield Remark("check.together", f"{text}; {need}", (("level", level.id), ("first", begin), ("last", end)))


def _sections(chart: Chart, bars: Bars, first: int, last: int, places: Places) -> Iterator[Remark]:
    """Sections begin on bar lines; a long song has several devices."""
    length: Counter[Device] = Counter()
    stops = [*(section.tick for section in chart.sections[1:]), int(bars.line[last + 1])]
    for place, (section, stop) in enumerate(zip(chart.sections, stops, strict=False)):
        if place and section.tick not in bars.line:
            text = f"section {section.name!r}, {places.text(section.tick)}: it does not begin on a bar line"
            yield Remark("check.section-line", text, (("tick", section.tick),))
        edges = np.searchsorted(bars.line, (max(section.tick, int(bars.line[first])), stop), "left")
        length[section.device] += int(edges[1] - edges[0])
    whole = last - first + 1
    if whole < LONG_BARS or not length:
        return
    if len(length) < DEVICES:
        text = f"{whole} bars share only {len(length)} devices; from {LONG_BARS} on {DEVICES} at least"
        yield Remark("check.devices", text, (("bars", whole), ("devices", len(length))))
    device, most = length.most_common(1)[0]
    if most > MOST_OF_ONE * whole:
        text = f"{most} of {whole} bars are {device.value}; {MOST_OF_ONE:.0%} at most"
        yield Remark("check.device", text, (("device", device.value), ("bars", most)))


def _hockets(chart: Chart, bars: Bars, places: Places) -> Iterator[Remark]:
    """In a hocket only its first downbeat, crashes, and the song's ends are for both."""
    expert = chart.levels[Level.EXPERT]
    shared = np.array(sorted(unison_ticks(expert)), np.int64)
    crashes = {note.tick for note in expert if FAMILY[note.key] in CRASHES}
    on_line = strengths(bars, shared, [meter.denominator for meter in chart.meters]) == BAR_LINE
    allowed = {expert[0].tick, expert[-1].tick, *crashes}
    for section, after in pairwise([*chart.sections, None]):
        if section is None or section.device is not Device.HOCKET:
            continue
        stop = after.tick if after else expert[-1].tick + 1
        inside = (shared >= section.tick) & (shared < stop)
        firsts = shared[inside & on_line][:1].tolist()
        bad = [tick for tick in shared[inside].tolist() if tick not in allowed and tick not in firsts]
        if bad:
            text = f"expert, both lanes, {places.text(bad[0])}: struck by both in the hocket {section.name!r}"
            more = f"; {len(bad)} such places" if len(bad) > 1 else ""
            yield Remark("check.hocket", f"{text}{more}", (("tick", bad[0]), ("count", len(bad))))


def _turns(chart: Chart, bars: Bars, places: Places) -> Iterator[Remark]:
    """In trading and echo a bar is one leader's, but for what both strike and for beats dealt to both in turn."""
    expert = chart.levels[Level.EXPERT]
    shared = unison_ticks(expert)
    alone = [note for note in expert if note.tick not in shared]
    own = bars.of(np.array([note.tick for note in alone], np.int64)).tolist() if alone else []
    pulses: dict[int, dict[int, set[Lane]]] = {}
    for note, bar in zip(alone, own, strict=True):
        section = chart.section_at(note.tick)
        if section is not None and section.device in (Device.TRADING, Device.ECHO):
            pulse = (note.tick - int(bars.line[bar])) // int(bars.pulse[bar])
            pulses.setdefault(bar, {}).setdefault(pulse, set()).add(note.lane)
    split = [
        bar for bar, who in pulses.items() if all(map(_one, who.values())) and not _one(set().union(*who.values()))
    ]
    if split:
        tick = int(bars.line[split[0]])
        more = f"; {len(split)} such places" if len(split) > 1 else ""
        text = f"expert, both lanes, {places.text(tick)}: leaders change within the bar{more}"
        yield Remark("check.turn", text, (("tick", tick), ("count", len(split))))


def _one(lanes: set[Lane]) -> bool:
    return len(lanes) == 1
