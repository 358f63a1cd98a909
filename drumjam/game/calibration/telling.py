"""Telling: an offset, how sure it is, and why there is none, in the player's words."""

from __future__ import annotations

from math import ceil

from drumjam.game.strings import Strings
from drumjam.rules.calibration import LEAST_TAPS, Estimate, Refusal

WHY = {
    Refusal.HALF_BEAT: "half_beat",
    Refusal.OFF_BEAT: "off_beat",
    Refusal.SCATTERED: "scattered",
}


def signed(ms: float) -> str:
    """Milliseconds with their sign, `+12 ms`, with a real minus."""
    whole = round(ms)
    return f"{'+' if whole > 0 else '−' if whole < 0 else ''}{abs(whole)} ms"


def shouted(ms: float) -> str:
    """Milliseconds with their sign in letters of the display font, which has no real minus."""
    return signed(ms).replace("−", "-")


def how_sure(words: Strings, told: Estimate) -> str:
    """How sure an offset is, and upon how many taps it rests."""
    return words.text("calib.sure", ms=max(ceil(told.interval * 1e3), 1), taps=told.taps)


def set_now(words: Strings, ms: float, was_ms: float | None) -> str:
    """The offset that is set, and the one before where it was replaced."""
    if was_ms is None:
        return words.text("calib.now", ms=signed(ms))
    return words.text("calib.was", ms=signed(ms), old=signed(was_ms))


def meaning(words: Strings, what: str, ms: int) -> str:
    """What an offset in ms means: of `input`, strikes that come late or early; of the `picture` likewise."""
    side = "late" if ms > 0 else "early" if ms < 0 else "on_time"
    return words.text(f"calib.{what}.{side}", ms=abs(ms)) if ms else words.text(f"calib.{what}.{side}")


def advice(words: Strings, what: str, told: Estimate | Refusal, taps: int) -> str:
    """What to say after so many taps that count: what the offset means, or why there is none and what to do."""
    if isinstance(told, Estimate) and told.taps >= LEAST_TAPS:
        return meaning(words, what, told.offset_ms)
    if isinstance(told, Refusal) and told is not Refusal.TOO_FEW:
        return words.text(f"calib.{what}.{WHY[told]}")
    so_far = told.taps if isinstance(told, Estimate) else taps
    return words.text("calib.more", least=LEAST_TAPS, taps=so_far) if so_far else words.text(f"calib.{what}.help")
