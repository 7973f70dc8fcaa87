"""A process that ends with its parent, and a flag that says when it was asked to stop.

Every script of this folder calls `tie_to_parent` before anything slow: a harness that is killed with SIGKILL
can't tell its children, so the kernel (Linux) or a watching thread (elsewhere) does.
"""

import ctypes
import os
import signal
import sys
import threading
import time

PARENT_VARIABLE = "HARNESS_PARENT_PID"  # who our parent must be, set by whoever starts us; e.g. "4711"
STOPPED = 143  # the exit code of a worker that saved and stopped because it was asked to: 128 + SIGTERM
_PR_SET_PDEATHSIG = 1


def tie_to_parent(death_signal: signal.Signals) -> None:
    """Sends `death_signal` to this process when its parent dies, also when the parent is dead already."""
    parent = int(os.environ.get(PARENT_VARIABLE) or os.getppid())
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
    else:
        threading.Thread(target=_watch, args=(parent, death_signal), daemon=True).start()
    if os.getppid() != parent:  # it died before the kernel knew of our wish
        os.kill(os.getpid(), death_signal)


def adopt_children() -> None:
    """Tells the processes that we will start that we are their parent."""
    os.environ[PARENT_VARIABLE] = str(os.getpid())


def _watch(parent: int, death_signal: signal.Signals) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), death_signal)


class StopFlag:
    """Becomes `requested` on SIGTERM or SIGINT; long loops look at it where they can stop cleanly."""

    def __init__(self) -> None:
        self.requested = False
        signal.signal(signal.SIGTERM, self._ask)
        signal.signal(signal.SIGINT, self._ask)

    def _ask(self, _signal: int, _frame: object) -> None:
        self.requested = True
