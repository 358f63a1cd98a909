"""ServerStamps: the X server's milliseconds become moments on our own clock."""

from __future__ import annotations

MS = 1_000_000
PLAUSIBLE_MS = 250
TRUSTED_MS = 2_000
PROBATION = 20
WRAP = 0xFFFFFFFF


class ServerStamps:
    """Places a key press in time by its X server time.

    On Linux the server's time is CLOCK_MONOTONIC in whole milliseconds, cut to 32 bits: the same clock as
    `perf_counter_ns`. Its millisecond, cut with the time between the last two polls, holds the press; its
    middle is the best guess. A stamp too old to be believed (a server on another machine) is not used.
    Once 20 stamps were plausible, older ones are believed too, so that a stall does not spoil strikes.
    """

    def __init__(self) -> None:
        self.plausible = 0
        self.distrusted = 0

    def moment(self, server_ms: int | None, last_poll: int, now: int) -> int:
        """When a press came, in ns, by its server time (or None) and the polls before and after it."""
        between = now - (now - last_poll) // 2
        if server_ms is None:
            return between
        age = (now // MS - server_ms) & WRAP
        if age >= (TRUSTED_MS if self.plausible >= PROBATION else PLAUSIBLE_MS):
            self.distrusted += 1
            return between
        self.plausible += 1
        start = (now // MS - age) * MS
        low, high = max(start, last_poll), min(start + MS, now)
        return (low + high) // 2 if low <= high else start + MS // 2
