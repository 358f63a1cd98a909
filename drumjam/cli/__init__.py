"""The command line: reads the words, calls one command, tells what went wrong in one line."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence

from drumjam.cli.parser import parse
from drumjam.rules.errors import DrumjamError

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code: 0 done, 1 the work failed, 130 interrupted. Wrong usage exits with 2."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without Korean letters shows what it can
    args = parse(argv)
    place = f"drumjam {args.command}" if args.command else "drumjam"
    try:
        code: int = args.run(args)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # whoever read the output has had enough; Python would complain once more on its way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except DrumjamError as error:
        return fail(error if error.where else error.at(place))
    except OSError as error:
        reason = f"{error.strerror or error}"
        return fail(DrumjamError(reason, str(error.filename or place), "check the path, its permissions and the disk"))
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        last = traceback.extract_tb(error.__traceback__)[-1]
        what = f"a fault of the game: {type(error).__name__}: {error}"
        where = f"{os.path.basename(last.filename)}, line {last.lineno}"
        return fail(DrumjamError(what, where, "please report it with the command that led here"))


def fail(error: DrumjamError) -> int:
    """Tell an error in one line on stderr; the exit code for it."""
    sys.stderr.write(f"drumjam: error: {error}\n")
    return 1


def warn(error: DrumjamError) -> None:
    """Tell in one line what was found damaged and did not stop the work."""
    sys.stderr.write(f"drumjam: warning: {error}\n")
