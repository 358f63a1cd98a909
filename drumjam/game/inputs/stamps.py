"""Stamps: the whole milliseconds that others give to what happened become moments on our own clock."""

from __future__ import annotations

MS = 1_000_000
PLAUSIBLE_MS = 250
TRUSTED_MS = 2_000
PROBATION = 20
WRAP = 0xFFFFFFFF


class Stamps:
    """Places what happened in time by the millisecond that it was stamped with, if that can be believed.

    A stamp too old to be believed, or from the future, is not used: then the middle between two polls is the best
    guess. Once 20 stamps were plausible, older ones are believed too, so that a stall does not spoil strikes.

    plausible, distrusted  how many were
    """

    def __init__(self) -> None:
        self.plausible = 0
        self.distrusted = 0

    def place(self, start: int | None, last_poll: int, now: int) -> int:
        """When it happened, in ns: in the millisecond that begins at `start` (None: no stamp) and between two polls."""
        between = now - (now - last_poll) // 2
        if start is None:
            return between
        oldest = TRUSTED_MS if self.plausible >= PROBATION else PLAUSIBLE_MS
        if not now - oldest * MS < start <= now + MS:
            self.distrusted += 1
            return between
        self.plausible += 1
        low, high = max(start, last_poll), min(start + MS, now)
        return (low + high) // 2 if low <= high else start + MS // 2


class ServerStamps(Stamps):
    """Places a key press in time by its X server time.

    On Linux the server's time is CLOCK_MONOTONIC in whole milliseconds, cut to 32 bits: the same clock as
    `perf_counter_ns`. Its millisecond, cut with the time between the last two polls, holds the press; its
    middle is the best guess.
    """

    def moment(self, server_ms: int | None, last_poll: int, now: int) -> int:
        """When a press came, in ns, by its server time (or None) and the polls before and after it."""
        if server_ms is None:
            return self.place(None, last_poll, now)
        age = (now // MS - server_ms) & WRAP
        return self.place((now // MS - age) * MS, last_poll, now)


class ClockStamps(Stamps):
    """Places what another clock of whole milliseconds has stamped, which began at a time we do not know.

    Each look at that clock says where its zero lies, to a millisecond; all of them together say it much better.
    Where they contradict each other the clocks have drifted apart, and the newest look counts.
    """

    def __init__(self) -> None:
        super().__init__()
        self._zero: tuple[int, int] | None = None

    def observe(self, ms: int, before: int, after: int) -> None:
        """The other clock showed `ms` at some time between two of our own, in ns."""
        low, high = before - (ms + 1) * MS, after - ms * MS
        if self._zero is not None and max(low, self._zero[0]) <= min(high, self._zero[1]):
            low, high = max(low, self._zero[0]), min(high, self._zero[1])
        self._zero = (low, high)

    def moment(self, ms: int | None, last_poll: int, now: int) -> int:
        """When something came, in ns, by its stamp on the other clock and the polls before and after it."""
        if ms is None or self._zero is None:
            return self.place(None, last_poll, now)
        return self.place(sum(self._zero) // 2 + ms * MS, last_poll, now)
