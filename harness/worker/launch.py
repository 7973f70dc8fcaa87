"""Starts torchrun such that it never outlives the harness.

    python launch.py --nnodes=1 --nproc-per-node=2 --rdzv-backend=c10d --rdzv-endpoint=localhost:0 \\
        --rdzv-id=ID --max-restarts=0 --log-dir LOGS --redirects 3 /abs/train.py --spec spec.json

The arguments are torchrun's own. On Linux torchrun's `--run-path --start-method fork` is put before them: the
workers then start from this process's torch instead of importing it again, which saves over a second each.
(Apple's libraries don't bear a fork.) For the same reason torch is imported with the garbage collector off, and
the process ends without the interpreter's clean-up.
"""

import gc
import os
import signal
import sys
import traceback

from lifeline import adopt_children, tie_to_parent


def start_flags() -> list[str]:
    """What to put before torchrun's arguments on this platform."""
    return ["--run-path", "--start-method", "fork"] if sys.platform == "linux" else []


def run_torchrun(arguments: list[str]) -> int:
    """torchrun in this process; its exit code."""
    gc.disable()
    from torch.distributed.run import main

    gc.enable()
    gc.freeze()  # what is imported stays, and needn't be looked at or copied on write
    try:
        main(start_flags() + arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except BaseException:  # also SignalException: a signal was passed to the workers and they have ended
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    tie_to_parent(signal.SIGTERM)
    adopt_children()
    code = run_torchrun(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
