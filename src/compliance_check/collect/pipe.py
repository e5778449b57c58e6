"""The end of a pipe at which a parent listens to its child, as long as it has time and room."""

from __future__ import annotations

import io
import os
import select
import time
from typing import Any


class Pipe(io.RawIOBase):
    """What comes from `child` through `descriptor`, until `deadline` (of time.monotonic) and up to `most` bytes.

    cause: why reading was given up, by the name that sandbox uses; "" otherwise.
    """

    def __init__(self, descriptor: int, child: int, deadline: float, most: int) -> None:
        self.descriptor, self.child, self.deadline, self.left = descriptor, child, deadline, most
        self.cause = ""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The number of bytes read into `buffer`; 0 at the end of the pipe or of the child."""
        pause = 1.0
        while (remaining := self.deadline - time.monotonic()) > 0:
            if select.select([self.descriptor], [], [], min(remaining, pause))[0]:
                count = os.readv(self.descriptor, [buffer])
                self.left -= count
                if self.left >= 0:
                    return count
                self.cause = "MemoryError"
                raise MemoryError
            if not pause:
                return 0
            # A worker of a crashed child can hold the pipe open: ask for the child as well, then look once more.
            if os.waitid(os.P_PID, self.child, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None:
                pause = 0.0
        self.cause = "SIGALRM"
        raise TimeoutError
