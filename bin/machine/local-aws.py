"""Runs the local AWS for as long as whoever started it is there: when they are gone, however they went, it ends too,
and every worker that it started."""

import os
import signal
import sys
import threading

from ministack.app import main


def leave_with_the_starter() -> None:
    sys.stdin.buffer.read()
    os.killpg(os.getpgrp(), signal.SIGKILL)


threading.Thread(target=leave_with_the_starter, daemon=True).start()
main()
