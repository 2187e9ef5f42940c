"""How a command that fails ends: one line that says what to do, a log with the rest, an exit code.

What may go wrong in a particular step, and its words, stand with that step.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, NoReturn

import click

from warehouse.errors import QUERY_INTERRUPTED, ChipledgerError
from warehouse.paths import Home

NAMED, UNANSWERED, UNFORESEEN, INTERRUPTED, UNREAD = 1, 3, 70, 130, 141
EXIT_CODES = """\b
Exit codes:
  0    all is well
  1    something named on the screen keeps it from being well
  2    the command line is wrong
  3    a refresh asked publishers, and not one of them answered; what was held is built
  70   a fault of chipledger itself; its traceback is in data/log/chipledger.log
  130  interrupted; what was published before stays published
  141  whoever read the output stopped reading"""
LOGGED = ("pipelines", "warehouse")
"""Packages whose loggers write to the log."""
FULL_BYTES = 100_000
"""With less than this left, a fault that SQLite has with the disk is that it is full."""
INTERRUPTIONS = ("KeyboardInterrupt", "DagsterExecutionInterruptedError")
LOG_BYTES, KEPT_LOGS = 1_000_000, 5

DISK = {
    errno.ENOSPC: "no space is left on the disk{where}; free some and run the command again",
    errno.EDQUOT: "the disk quota is used up{where}; free some space and run the command again",
    errno.EROFS: "the disk is read-only{where}; set CHIPLEDGER_HOME to a folder that can be written",
    errno.EACCES: "permission is denied{where}; give this user access to it, or set CHIPLEDGER_HOME "
                  "to a folder of its own",
    errno.ENOTDIR: "a file is where a folder should be{where}; move it away, or set CHIPLEDGER_HOME "
                   "to a folder",
    errno.EEXIST: "a file is where a folder should be{where}; move it away, or set CHIPLEDGER_HOME "
                  "to a folder",
    errno.ENOENT: "a file or folder is missing{where}; put it back, or run `chipledger refresh`",
    errno.EMFILE: "too many files are open{where}; raise the limit (ulimit -n) and run it again",
    errno.EIO: "the disk reports a fault{where}; check it, then run `chipledger refresh`",
}
DISK[errno.EPERM] = DISK[errno.EACCES]
PLACES = {
    errno.ENOSPC: "no space is left there; free some, or name another place",
    errno.EDQUOT: "the disk quota is used up there; free some space, or name another place",
    errno.EROFS: "that disk is read-only; name another place",
    errno.EACCES: "this user may not write there; name another place, or give this user access to it",
    errno.ENOTDIR: "a file is where one of its folders should be; name another place",
    errno.EEXIST: "a file is where one of its folders should be; name another place",
    errno.EISDIR: "a folder is there; name a file",
    errno.ENOENT: "no folder can be made there; name another place",
    errno.ENAMETOOLONG: "its name is too long; name another place",
    errno.EIO: "the disk reports a fault there; check it, or name another place",
}
"""The same of a place that the command line names: where the warehouse lies changes nothing there."""
PLACES[errno.EPERM] = PLACES[errno.EACCES]
SAID = {
    "no space left on device": errno.ENOSPC, "database or disk is full": errno.ENOSPC,
    "read-only file system": errno.EROFS, "readonly database": errno.EROFS,
    "permission denied": errno.EACCES, "unable to open database file": errno.EACCES,
    "disk i/o error": errno.EIO,
}
"""What engines say of the disk where they raise errors of their own, in lower case."""
MEMORY = "memory is used up; close other programs or run on a machine with more, then run it again"


def plain(error: BaseException) -> str | None:
    """A fault of the machine in one line with its remedy; none if the fault is of another kind."""
    for cause in _causes(error):
        if isinstance(cause, MemoryError) or type(cause).__name__ == "OutOfMemoryException":
            return MEMORY
        number = cause.errno if isinstance(cause, OSError) else _said(cause)
        if number == errno.EIO and _is_full():
            number = errno.ENOSPC
        if number in DISK:
            place = getattr(cause, "filename", None)
            return DISK[number].format(where=f": {place}" if place else "")
    return None


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Say of a place that the command line names why it cannot be written, and what to do.

    Raises ChipledgerError; so it does for a device or pipe, which a file must never take the place of.
    """
    try:
        if target.exists() and not (target.is_file() or target.is_dir()):
            raise ChipledgerError(f"{target} is a device or a pipe; name a file or a folder")
        yield
    except Exception as error:
        number = error.errno if isinstance(error, OSError) else _said(error)
        if number not in PLACES:
            raise
        raise ChipledgerError(f"cannot write {target}: {PLACES[number]}") from error


def _is_full() -> bool:
    try:
        return shutil.disk_usage(Home.default().root).free < FULL_BYTES
    except (OSError, ChipledgerError):
        return False


def _causes(error: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__


def _said(error: BaseException) -> int | None:
    text = str(error).lower()
    return next((number for words, number in SAID.items() if words in text), None)


class Log(RotatingFileHandler):
    """The log of a home, which appears with its first line; where it cannot, nothing is said."""

    is_writable = True

    def __init__(self, home: Home) -> None:
        super().__init__(home.log, maxBytes=LOG_BYTES, backupCount=KEPT_LOGS, encoding="utf-8",
                         delay=True)
        words = " ".join(sys.argv[1:])
        form = logging.Formatter(f"%(asctime)s process {os.getpid()} ({words}) %(levelname)s "
                                 "%(name)s: %(message)s", "%Y-%m-%d %H:%M:%S UTC")
        form.converter = time.gmtime
        self.setFormatter(form)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, into a folder made for it."""
        try:
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
            super().emit(record)
        except OSError:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802, ARG002
        """A disk that takes no log is not worth a second fault on the screen."""
        self.is_writable = False


def keep_log(home: Home) -> Log:
    """Let the loggers of our packages write to the log of a home, and of no other."""
    handler = Log(home)
    for name in LOGGED:
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        logger.propagate = False
        logger.handlers = [handler]
    return handler


@contextmanager
def ending() -> Iterator[None]:
    """End a command as people and scripts expect, whatever happens inside; says nothing twice."""
    try:
        home = Home.default()
    except ChipledgerError as error:
        _end(str(error), NAMED)
    log = keep_log(home)
    if sys.stdout is None:
        _end("standard output is closed; open it, or send it to a file", NAMED)
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except (click.exceptions.Exit, click.ClickException, click.Abort):
        raise
    except ChipledgerError as error:
        _end(str(error), NAMED)
    except BrokenPipeError:
        _discard_output()
        sys.exit(UNREAD)
    except KeyboardInterrupt:
        _end("interrupted; what was published before stays published", INTERRUPTED)
    except Exception as error:
        _end_unforeseen(error, log)


class Commands(click.Group):
    """Ends each command in one line where it fails, and never in a traceback."""

    def make_context(self, *words: Any, **settings: Any) -> click.Context:
        """Read the words of the command line; where they ask for help or the version, it is written here."""
        with ending():
            return super().make_context(*words, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with ending():
            return super().invoke(ctx)


def _end_unforeseen(error: Exception, log: Log) -> None:
    if any(is_interruption(type(cause).__name__, str(cause)) for cause in _causes(error)):
        _end("interrupted; what was published before stays published", INTERRUPTED)
    logging.getLogger(__name__).exception("a command ended with %s", type(error).__name__)
    where = f"; the traceback is in {log.baseFilename}" if log.is_writable else ""
    line = plain(error)
    if line is not None:
        _discard_output()
        _end(line + where, NAMED)
    first = next(iter(str(error).splitlines()), "")
    _end(f"unforeseen {type(error).__name__}: {first}{where}; please report it", UNFORESEEN)


def is_interruption(kind: str, words: str) -> bool:
    """Whether an error of this class and words is a Ctrl-C, which Dagster and DuckDB tell in their ways."""
    return kind in INTERRUPTIONS or QUERY_INTERRUPTED in words


def _end(line: str, code: int) -> NoReturn:
    click.echo(f"chipledger: {line}", err=True)
    sys.exit(code)


def _discard_output() -> None:
    """What could not be written would be tried again, and told, as the interpreter ends."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, suppress(OSError, ValueError):
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
