"""Run the program as somebody whom file permissions bind, even where the tests run as root."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

import pytest

from tests.conftest import Ran

_CANNOT_LET_GO = 77
# Root without CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH is an owner like any other.
_LET_GO = f"""
import ctypes, os, sys
if os.geteuid() == 0:
    drop, override, read_search = 24, 1, 2
    prctl = ctypes.CDLL(None).prctl
    if any(prctl(drop, power, 0, 0, 0) for power in (override, read_search)):
        sys.exit({_CANNOT_LET_GO})
os.execv(sys.executable, [sys.executable, "-m", "negotrack", *sys.argv[1:]])
"""


def run_powerless(environment: Mapping[str, str], *words: str) -> Ran:
    """Run negotrack with the words of a command line, bound by permissions."""
    done = subprocess.run(
        [sys.executable, "-c", _LET_GO, *words],
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    if done.returncode == _CANNOT_LET_GO:
        pytest.skip("this machine does not let root do without its powers")
    return Ran(done.returncode, done.stdout, done.stderr)
