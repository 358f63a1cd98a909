"""Workers: charts of many MIDI files, built side by side in processes of their own."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from drumjam.cli import refusal
from drumjam.cli.levels import levels_json, levels_rows
from drumjam.cli.report import plain, table
from drumjam.formats.songfolder import parse_chart
from drumjam.library.songs import Song, SongError, build
from drumjam.rules.errors import DrumjamError

if TYPE_CHECKING:  # not there on systems without semaphores, which have no pools either
    from multiprocessing.synchronize import Event

SECONDS_A_FILE, SECONDS_A_BYTE = 0.006, 1e-6
"""About how long a file takes, measured."""

WORTH_WORKERS = 0.8
"""Seconds of work from which other processes are worth their start."""

GRACE = 10.0
"""Seconds for all processes to come to the end of their files once nobody waits for them."""


@dataclass(frozen=True, slots=True)
class Built:
    """A song made of a MIDI file, not yet written.

    song      the song
    document  what `--json` says of it, but for the folder
    text      what is said of it otherwise, but for the folder
    """

    song: Song
    document: dict[str, Any]
    text: str


Results = Generator[Built | DrumjamError, None, None]
Task = Callable[[Path], Built | DrumjamError]


def worth_workers(files: Sequence[Path]) -> int:
    """How many processes to build files with: one for each core, or none where the work is soon done here."""
    size = sum(file.stat().st_size for file in files if file.is_file())
    work = len(files) * SECONDS_A_FILE + size * SECONDS_A_BYTE
    if len(files) < 2 or work < WORTH_WORKERS or getattr(sys, "frozen", False):
        return 0
    return min(os.cpu_count() or 1, len(files))


def built(files: Sequence[Path], workers: int, task: Task | None = None) -> Results:
    """Each file's song or what is wrong with it, in order; with fewer than two workers in this process.

    task  what makes a song of a file, `build_one` if left out; importable by other processes
    """
    task = task or build_one
    if workers < 2:
        yield from map(task, files)
        return
    rest = list(files)
    while rest:
        done = 0
        with closing(_round(rest, workers, task)) as results:
            for result in results:
                done += 1
                yield result
        if done < len(rest):  # a process died, and who knows of what: the next file is tried by itself
            with closing(_round(rest[done : done + 1], 1, task)) as results:
                mend = "leave it out, and please report it with the file"
                yield next(results, SongError("building a chart of it ended its process", str(rest[done]), mend))
        rest = rest[done + 1 :]


def build_one(file: Path) -> Built | DrumjamError:
    """One file's song, or what is wrong with it."""
    try:
        song = build(file)
        chart = parse_chart(song.kept.data, str(file))
    except Exception as error:
        told = refusal(error, str(file))
        return told if str(file) in told.where else told.at(str(file))
    document = {
        "title": song.title,
        "source": chart.source.value,
        "repairs": [remark.text for remark in song.repairs],
        "warnings": [remark.text for remark in chart.warnings],
        "levels": levels_json(chart),
    }
    said = [f"repaired: {remark.text}" for remark in song.repairs] + [remark.text for remark in chart.warnings]
    lines = [f"{plain(song.title)} (from {chart.source.value})", table(levels_rows(chart)), *map(plain, said)]
    return Built(song, document, "\n".join(lines))


def _round(files: Sequence[Path], workers: int, task: Task) -> Results:
    """Results in order, until all are there or a process has died."""
    context = get_context("spawn")
    stopped = context.Event()
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin_worker, initargs=(stopped,))
    try:
        futures: list[Future[Built | DrumjamError | None]] = []
        try:
            with _undisturbed():
                futures += [pool.submit(_unless_stopped, task, file) for file in files]
            for future in futures:
                result = future.result()
                if result is not None:
                    yield result
        except BrokenProcessPool:
            return
    except BaseException:
        _stop(pool, stopped)
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _stop(pool: ProcessPoolExecutor, stopped: Event) -> None:
    """Let the processes come to an end; those that are long at one file are ended.

    None may be ended while it hands over a result: whoever reads that would wait for its rest for ever.
    """
    stopped.set()
    children = active_children()
    pool.shutdown(wait=False, cancel_futures=True)
    try:
        for child in children:
            child.join(GRACE / len(children))
    finally:  # also where somebody presses Ctrl-C once more
        for child in children:
            child.terminate()
            child.join(GRACE / len(children))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Processes that are started while it lasts never hear Ctrl-C: it is answered here, and they are ended."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


_stopped: Event | None = None
"""In a process of the pool: whether nobody waits for results any more."""


def _unless_stopped(task: Task, file: Path) -> Built | DrumjamError | None:
    """What a task makes of a file; nothing once nobody waits for it."""
    return None if _stopped is not None and _stopped.is_set() else task(file)


def _begin_worker(stopped: Event) -> None:
    """Leave Ctrl-C to the process that began this one, and end with it."""
    global _stopped
    _stopped = stopped
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
