"""Own stdout for what travels: the bytes as they are, whatever the encoding of the machine."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from negotrack.errors import Misuse


def to_stdout(content: Iterable[bytes]) -> None:
    """Write content to stdout; raise Misuse when it cannot be written."""
    # A terminal has an encoding of its own; a stream that the shell has closed has no bytes below.
    below = None if sys.stdout.isatty() else getattr(sys.stdout, "buffer", None)
    try:
        for piece in content:
            if below is None:
                sys.stdout.write(piece.decode())
            else:
                below.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as fault:
        raise Misuse(f"The answer cannot be written: {fault.strerror}.") from fault
