"""Simulate: a whole duet by computer drummers, without a window or a clock."""

from __future__ import annotations

from drumjam.rules.chart import Chart, Lane, Level
from drumjam.rules.drummers import make_drummer
from drumjam.rules.duet import Duet
from drumjam.rules.session import Session


def simulate(chart: Chart, levels: tuple[Level, Level], who: tuple[str, str], seed: int = 0) -> Session:
    """The finished session of two drummers, each described by a WHO (`drummers.WHO`), Lee's first.

    The same arguments give the same session to the last digit. Raises DrummerError for an unknown WHO.
    """
    session = Session(chart, levels)
    duet = Duet(session, {lane: make_drummer(who[lane], session, lane, seed) for lane in Lane})
    duet.play_out()
    return session
