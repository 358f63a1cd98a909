"""Report: what a session tells of the two, section by section and in sentences; each follows from a figure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from drumjam.rules.chart import Device, Lane, Remark
from drumjam.rules.forms import Held
from drumjam.rules.harmony import START
from drumjam.rules.pair import PairFigures, pair_figures
from drumjam.rules.session import Session
from drumjam.rules.story import advice, story


@dataclass(frozen=True, slots=True)
class Passage:
    """What the two made of one section.

    tick, name, device  as in the chart
    compared  how many asynchronies it brought
    lead      their mean in seconds, positive where Lee was earlier
    spread    their standard deviation
    harmony   mean over its beats, 0 to 1
    """

    tick: int
    name: str
    device: Device
    compared: int
    lead: float
    spread: float
    harmony: float


@dataclass(frozen=True, slots=True)
class Report:
    """All that is told of a pair after a session.

    pair      the figures of the whole
    passages  of each section that was played
    story     sentences, the most telling first
    advice    one sentence: what to try next
    """

    pair: PairFigures
    passages: tuple[Passage, ...]
    story: tuple[Remark, ...]
    advice: Remark

    def to_json(self) -> dict[str, Any]:
        """As the result documents of commands have it, under `pair`; times in ms, places in beats."""
        pair = self.pair
        return {
            "compared": pair.compared,
            "lead_ms": 1e3 * pair.lead,
            "spread_ms": 1e3 * pair.spread,
            "apart_ms": 1e3 * pair.apart,
            "offset_ms": 1e3 * pair.offset,
            "histogram": list(pair.histogram),
            "best_beat": pair.best,
            "weakest_beat": pair.weakest,
            "hardest_beat": pair.hardest,
            "adapted": {lane.id: pair.adapted[lane] for lane in Lane},
            "sections": [
                {
                    "tick": one.tick,
                    "name": one.name,
                    "device": one.device.value,
                    "compared": one.compared,
                    "lead_ms": 1e3 * one.lead,
                    "spread_ms": 1e3 * one.spread,
                    "harmony": one.harmony,
                }
                for one in self.passages
            ],
            "story": [
                {"code": one.code, "text": one.text, "params": dict(one.params)} for one in (*self.story, self.advice)
            ],
        }


def report_of(session: Session, kinds: tuple[str, str] = ("human", "human"), held: Held = ()) -> Report:
    """The report on a finished session.

    kinds  who played, for only people are given advice
    held   who was to hold the beat, from section to section
    """
    pair, passages = pair_figures(session), _passages(session)
    return Report(pair, passages, tuple(story(session, pair, held)), advice(session, pair, kinds))


def _passages(session: Session) -> tuple[Passage, ...]:
    per_beat = session.chart.tempo.ticks_per_beat
    if not session.notes:
        return ()
    end = session.notes[-1].tick / per_beat + 1
    heard = session.harmony.heard
    beats, values = np.array([one.beat for one in heard]), np.array([one.value for one in heard])
    sections, found = session.chart.sections, []
    # Those of one section stand together, in the order in which they were heard.
    places = np.searchsorted([section.tick / per_beat for section in sections], beats, "right") - 1
    order = np.argsort(places, kind="stable")
    beats, values = beats[order], values[order]
    edges = np.searchsorted(places[order], np.arange(len(sections) + 1), "left").tolist()
    curve = sorted(session.harmony.curve, key=lambda point: point[0])
    changes, heights = [beat for beat, _ in curve], [height for _, height in curve]
    for place, section in enumerate(sections):
        start = section.tick / per_beat
        stop = sections[place + 1].tick / per_beat if place + 1 < len(sections) else end
        own = values[edges[place] : edges[place + 1]]
        own = own[beats[edges[place] : edges[place + 1]] < stop]
        lead, spread = (float(own.mean()), float(own.std())) if len(own) else (0.0, 0.0)
        height = _mean_height(changes, heights, start, min(stop, end))
        if stop > start:
            found.append(Passage(section.tick, section.name, section.device, len(own), lead, spread, height))
    return tuple(found)


def _mean_height(changes: Sequence[float], heights: Sequence[float], start: float, stop: float) -> float:
    """Mean harmony over a stretch of beats; between its changes, at rising beats, it stays what it is."""
    first, last = bisect_right(changes, start), bisect_left(changes, stop)
    edges = np.array([start, *changes[first:last], stop])
    steps = np.array([heights[first - 1] if first else START, *heights[first:last]])
    return float((np.diff(edges) * steps).sum() / (stop - start)) if stop > start else float(steps[0])
