"""The command ``inquit``, as the wheel installs it."""

from __future__ import annotations

import signal
import sys

from . import _native


def main() -> int:
    """Runs the command line with the arguments of the process."""
    # The interpreter would look for an interrupt only when the command has ended.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _native.run(sys.argv)
