"""The command line: reads the words, calls one command, tells what went wrong in one line."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from drumjam.rules.errors import DrumjamError

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""

ENDING = ("SIGTERM", "SIGHUP")
"""Signals that ask a program to end: it tidies up first."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code: 0 done, 1 the work failed, 130 interrupted. Wrong usage exits with 2."""
    place = "drumjam"
    try:
        _open_streams()
        with _tidy_end():
            from drumjam.cli.parser import parse  # here, so that Ctrl-C in the first instant is no traceback

            args = parse(argv)
            place = f"drumjam {args.command}" if args.command else place
            code: int = args.run(args)
            sys.stdout.flush()
            return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # whoever read the output has had enough; Python would complain once more on its way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if sys.flags.dev_mode and not isinstance(error, DrumjamError | OSError):
            raise
        return fail(refusal(error, place))


def refusal(error: Exception, place: str) -> DrumjamError:
    """Any error as one that can be told in a line; `place` stands where the error knows of none."""
    if isinstance(error, DrumjamError):
        return error if error.where else error.at(place)
    if isinstance(error, OSError):
        where = str(error.filename or place)
        return DrumjamError(f"{error.strerror or error}", where, "check the path, its permissions and the disk")
    if isinstance(error, MemoryError):
        return DrumjamError("there is not enough memory", place, "close other programs, or take a shorter song")
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    what = f"a fault of the game: {type(error).__name__}: {error}"
    where = f"{os.path.basename(last.filename)}, line {last.lineno}"
    return DrumjamError(what, where, "please report it with the command that led here")


def _open_streams() -> None:
    """Output that was closed before the start goes nowhere; letters that a terminal lacks become what it has."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")


@contextmanager
def _tidy_end() -> Iterator[None]:
    """While it lasts, a signal to end unwinds the command, so that nothing half-written stays behind."""

    def end(number: int, _: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = {}
    for name in ENDING:
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            before[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def fail(error: DrumjamError) -> int:
    """Tell an error in one line on stderr; the exit code for it."""
    sys.stderr.write(f"drumjam: error: {error}\n")
    return 1


def warn(error: DrumjamError) -> None:
    """Tell in one line what was found damaged and did not stop the work."""
    sys.stderr.write(f"drumjam: warning: {error}\n")
