"""Story: what a session came to in sentences, and the one thing that would help most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

import numpy as np

from drumjam.rules.chart import Device, Lane, Level, Remark
from drumjam.rules.forms import Held, holder_at
from drumjam.rules.outline import Places
from drumjam.rules.pair import STRETCH_BEATS, PairFigures
from drumjam.rules.session import Session

ONE_DRUM, NEARLY = 0.020, 0.040
"""Distances in seconds up to which two strokes are one to the ear, and up to which it begins to hear two.

One drum out of place in a groove is noticed from 19 to 24 ms on (doi 10.31234/osf.io/jsg94)."""

TOLD_DEVICE, DEVICE_STROKES = 0.010, 12
"""A device is told of from this mean asynchrony on, in seconds, more than the whole song's, of so many comparisons."""

COMMON, TOGETHER = 0.80, 0.55
"""Harmony from which two move as one, and from which it has come together."""

FALL = 0.10
"""By how much harmony must fall over a stretch to be told."""

TOLD_OFFSET, OWN_OFFSET = 0.015, 0.010
"""A common lateness below this, in seconds, is not worth a sentence; nor one that is not each leader's own."""

MISSED_SHARE, STRAY_SHARE, FIRST_BY = 0.15, 0.10, 0.015
"""From here on notes that went by, strays, and being first (seconds) are what to mend before all else."""

READY = 0.90
"""Accuracy at which the next level is worth trying."""


def story(session: Session, pair: PairFigures, held: Held = ()) -> list[Remark]:
    """What is told of a finished session, the most telling first; `held` is who was to hold the beat."""
    if not pair.compared:
        return [Remark("pair.none", "Nothing could be compared: the two never struck side by side.")]
    told = [*_held(session, held), _closeness(pair), _first(pair), *_device(session, pair), *_ways(session)]
    told += [_adapted(pair), *_offset(session, pair)]
    return told


def _held(session: Session, held: Held) -> Iterator[Remark]:
    """How close the two were while each of them held the beat."""
    per_beat = session.chart.tempo.ticks_per_beat
    for lane in Lane:
        values = [one.value for one in session.harmony.heard if holder_at(held, one.beat * per_beat) is lane]
        if len(values) >= DEVICE_STROKES:
            ms = round(1e3 * sqrt(float(np.mean(np.square(values)))))
            text = f"{lane.id.title()} held the beat: {ms} ms lay between the strokes."
            yield Remark("pair.held", text, (("lane", lane.id), ("ms", ms)))


def _closeness(pair: PairFigures) -> Remark:
    ms, code, heard = round(1e3 * pair.apart), "two", "The ear hears two drums."
    if pair.apart <= ONE_DRUM:
        code, heard = "one", "To the ear that is one drum."
    elif pair.apart <= NEARLY:
        code, heard = "near", "The ear begins to hear two."
    return Remark(f"pair.close.{code}", f"As a rule {ms} ms lay between the strokes. {heard}", (("ms", ms),))


def _first(pair: PairFigures) -> Remark:
    if pair.first is None:
        return Remark("pair.level", "On the whole neither was first.")
    ms = round(1e3 * abs(pair.lead))
    text = f"{pair.first.id.title()} struck first, by {ms} ms on average."
    return Remark("pair.first", text, (("lane", pair.first.id), ("ms", ms)))


def _device(session: Session, pair: PairFigures) -> list[Remark]:
    """The way of sharing in which one leader was first far more than in the whole song, if there is one."""
    per_beat = session.chart.tempo.ticks_per_beat
    lines = np.array([section.tick / per_beat for section in session.chart.sections])
    by_device: dict[Device, list[float]] = {}
    for one in session.harmony.heard:
        place = int(np.searchsorted(lines, one.beat + 1e-9, "right")) - 1
        if place >= 0:
            by_device.setdefault(session.chart.sections[place].device, []).append(one.value)
    found: list[tuple[float, Device]] = []
    for device, values in by_device.items():
        mean, doubt = float(np.mean(values)), float(np.std(values)) / sqrt(len(values))
        more = abs(mean - pair.lead)
        if len(values) >= DEVICE_STROKES and min(abs(mean), more) >= TOLD_DEVICE and more > 2 * doubt:
            found.append((mean, device))
    if len(by_device) < 2 or not found:
        return []
    mean, device = max(found, key=lambda one: (abs(one[0] - pair.lead), one[1].value))
    lane, ms = Lane.LEE if mean > 0 else Lane.TAKAICHI, round(1e3 * abs(mean))
    text = f"{device.value.capitalize()}: {lane.id.title()} first, by {ms} ms."
    return [Remark("pair.device", text, (("device", device.value), ("lane", lane.id), ("ms", ms)))]


def _ways(session: Session) -> list[Remark]:
    """From which bar on they moved as one, and where they drifted apart for a while."""
    curve = sorted(session.harmony.curve, key=lambda point: point[0])
    places, per_beat = Places(session.chart, session.notes), session.chart.tempo.ticks_per_beat
    if not curve:
        return []
    told: list[Remark] = []
    for least, code, words in ((COMMON, "pair.one", "they moved as one"), (TOGETHER, "pair.came", "it came together")):
        low = [place for place, (_, height) in enumerate(curve) if height < least]
        since = low[-1] + 1 if low else 0
        if since < len(curve) and curve[-1][0] - curve[since][0] >= STRETCH_BEATS:
            bar = places.bar(round(curve[since][0] * per_beat))
            told.append(Remark(code, f"From bar {bar} on {words}.", (("bar", bar),)))
            break
    fall = _deepest_fall(curve)
    if fall is not None:
        bars = _bars(session, fall)
        told.append(Remark("pair.fell", f"Bars {bars}: the two beats drifted apart for a while.", (("bars", bars),)))
    return told


def _deepest_fall(curve: Sequence[tuple[float, float]]) -> float | None:
    """The beat from which harmony fell most within a stretch, once it had come together; None for no real fall."""
    beats, heights = np.array([beat for beat, _ in curve]), np.array([height for _, height in curve])
    ends = np.searchsorted(beats, beats + STRETCH_BEATS, "right")
    lows = np.array([heights[place:end].min() for place, end in enumerate(ends.tolist())])
    falls = np.where(heights >= TOGETHER, heights - lows, 0.0)
    deepest = int(np.argmax(falls))
    return float(beats[deepest]) if falls[deepest] >= FALL else None


def _adapted(pair: PairFigures) -> Remark:
    who = [lane for lane in Lane if pair.adapted[lane] is not None]
    if len(who) == 2:
        return Remark("pair.met", "They met in the middle.")
    if not who:
        return Remark("pair.kept", "Each kept their own beat.")
    text = f"{who[0].id.title()}: tuned in to the other's beat."
    return Remark("pair.tuned", text, (("lane", who[0].id),))


def _offset(session: Session, pair: PairFigures) -> list[Remark]:
    ms, side = round(1e3 * abs(pair.offset)), "late" if pair.offset > 0 else "early"
    own = min(tally.mean_error if side == "late" else -tally.mean_error for tally in session.tallies)
    if abs(pair.offset) < TOLD_OFFSET or own < OWN_OFFSET:
        return []
    return [Remark(f"pair.{side}", f"Both struck {ms} ms {side}: that costs accuracy, not harmony.", (("ms", ms),))]


def advice(session: Session, pair: PairFigures, kinds: tuple[str, str]) -> Remark:
    """The one thing that would help most; `kinds` tells who played, for only people are given advice."""
    people = [lane for lane in Lane if kinds[lane] == "human" or kinds[lane].startswith("human:")] or list(Lane)
    tallies = [session.tallies[lane] for lane in people]
    notes = sum(tally.notes for tally in tallies)
    missed = notes - sum(len(tally.errors) for tally in tallies)
    strays = sum(tally.strays for tally in tallies)
    accuracy = sum(tally.points for tally in tallies) / notes if notes else 0.0
    if not pair.compared or missed > MISSED_SHARE * notes:
        text = f"{missed} notes went by: an easier level leaves room to listen."
        return Remark("try.easier", text, (("misses", missed),))
    if strays > STRAY_SHARE * notes:
        return Remark("try.strays", f"Strike only where a note is: {strays} strokes had none.", (("count", strays),))
    if abs(pair.lead) >= FIRST_BY and pair.first is not None:
        return _meet(pair.first, people)
    if pair.spread > NEARLY:
        return Remark("try.listen", "Strike with the other drum rather than with the notes.")
    late = sum(tally.mean_error for tally in tallies) / len(tallies)
    if abs(late) >= TOLD_OFFSET and accuracy < READY:
        return Remark("try.calibrate", "If it felt right, the settings can correct it: Timing.")
    if session.harmony.value >= COMMON and accuracy >= READY:
        if any(session.levels[lane] < Level.EXPERT for lane in people):
            return Remark("try.harder", "Ready for the next level.")
        return Remark("try.other", "You are there: try another song.")
    if pair.hardest is None:
        return Remark("try.listen", "Strike with the other drum rather than with the notes.")
    bars = _bars(session, pair.hardest)
    return Remark("try.bars", f"Practise bars {bars}: there most was lost.", (("bars", bars),))


def _meet(first: Lane, people: Sequence[Lane]) -> Remark:
    """How two who are apart may meet; only people are asked to move."""
    if len(people) == 2:
        text = f"Meet in the middle: {first.id.title()} a touch later, {first.other.id.title()} a touch sooner."
        return Remark("try.meet", text, (("first", first.id), ("second", first.other.id)))
    (lane,) = people
    code, way = ("try.later", "later") if lane is first else ("try.sooner", "sooner")
    return Remark(code, f"{lane.id.title()}: a touch {way}, and you meet.", (("lane", lane.id),))


def _bars(session: Session, beat: float) -> str:
    """The bars of a stretch, `31-33`, counted from 1."""
    first, last = bars_of(session, beat)
    return f"{first}-{last}" if last > first else f"{first}"


def bars_of(session: Session, beat: float) -> tuple[int, int]:
    """The first and the last bar, from 1, of the stretch of STRETCH_BEATS that begins at a beat."""
    places, per_beat = Places(session.chart, session.notes), session.chart.tempo.ticks_per_beat
    first = places.bar(round(beat * per_beat))
    return first, max(places.bar(round((beat + STRETCH_BEATS) * per_beat) - 1), first)
