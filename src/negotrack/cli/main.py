"""Run a command; own stderr and the exit codes.

0 fine, 1 unexpected, 2 usage, 3 not found or ambiguous, 4 refused by a rule of the domain,
5 the store, 10 "yes, blocked" (with --exit-code), 130 Ctrl-C, 141 the reader of a pipe left.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import TYPE_CHECKING

from negotrack.errors import Misuse, NegotrackError

if TYPE_CHECKING:
    from typer.exceptions import TyperException

# Objects made before the collector looks for garbage: more than loading the program makes.
RARELY = 50_000

UNEXPECTED = 1
NOT_TEXT = 2
INTERRUPTED = 130
READER_LEFT = 141


def main() -> None:
    """Run the program with the words of the command line, and exit with its code."""
    gc.set_threshold(RARELY)
    _speak_utf8()
    try:
        code = _run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads any more: what is left in the buffer must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = READER_LEFT
    finally:
        # Python looks through everything once more before it ends, which costs a fifth of a run.
        gc.freeze()
    sys.exit(code)


def _run(words: list[str]) -> int:
    from typer.exceptions import Abort, TyperException

    stdout = sys.stdout
    try:
        _refuse_empty(words)
        if "--no-color" in words:
            os.environ["NO_COLOR"] = "1"  # so that the help, which comes first, obeys as well
        from negotrack.cli.app import root_command

        return int(root_command().main(words, prog_name="negotrack", standalone_mode=False) or 0)
    except NegotrackError as error:
        return _complain(str(error), error.exit_code, error)
    except TyperException as error:
        return _complain(_usage_sentence(error), error.exit_code, error)
    except (Abort, KeyboardInterrupt):
        return _complain("Interrupted; nothing was written.", INTERRUPTED)
    except UnicodeEncodeError as error:
        sentence = "A word of the command holds bytes that are no UTF-8 text. Take them out."
        return _complain(sentence, NOT_TEXT, error)
    except BrokenPipeError:
        raise
    except SystemExit as end:
        if end.code != UNEXPECTED:
            raise
        # So Typer and Rich end when a pipe breaks, Typer with another stdout in its place.
        sys.stdout = stdout
        raise BrokenPipeError from None
    except Exception as error:  # noqa: BLE001 - the last door: a user gets a sentence
        sentence = f"Unexpected: {type(error).__name__}: {error}. --debug shows where."
        return _complain(sentence, UNEXPECTED, error)


def _refuse_empty(words: list[str]) -> None:
    """Raise Misuse for an option without a value: mostly a variable of a script, unset."""
    for before, word in zip(["", *words], words, strict=False):
        option, equals, value = word.partition("=")
        if not word.strip():
            what = f"The value of {before}" if before.startswith("-") else "A word of the command"
            raise Misuse(f"{what} is empty. Leave it out or say something.")
        if option.startswith("--") and equals and not value.strip():
            raise Misuse(f"The value of {option} is empty. Leave it out or say something.")


def _complain(sentence: str, code: int, error: Exception | None = None) -> int:
    if error is not None and "--debug" in sys.argv:
        import traceback

        traceback.print_exception(error)
    below = error.below if isinstance(error, NegotrackError) else ""
    for line in (f"negotrack: {' '.join(sentence.splitlines())}", *below.splitlines()):
        print(_plain(line), file=sys.stderr)
    return code


def _plain(text: str) -> str:
    """Give a line with a blank for each character that would steer the terminal."""
    from negotrack.domain.texts import is_control

    return "".join(" " if is_control(letter) else letter for letter in text)


def _usage_sentence(error: TyperException) -> str:
    message = error.format_message().strip().rstrip(".")
    command = getattr(getattr(error, "ctx", None), "command_path", "negotrack")
    end = "" if message.endswith("?") else "."
    return f"{message}{end} `{command} --help` shows how."


def _speak_utf8() -> None:
    """Print in UTF-8 or, where the terminal cannot, with marks instead of a failure."""
    # A shell may start the program with a stream closed (`>&-`): then nobody is to hear it.
    sys.stdout = sys.stdout or io.StringIO()
    sys.stderr = sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
    # What is typed in another encoding becomes a text that is refused, instead of a failure.
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")
