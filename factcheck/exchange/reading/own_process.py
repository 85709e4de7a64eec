"""Files that may be made to do harm: a process of their own reads them, and says lines of JSON."""

import json
import subprocess
import sys
from collections.abc import Generator, Mapping
from pathlib import Path
from threading import Timer
from typing import Any

from factcheck.exchange.reading.records import Unreadable
from factcheck.exchange.sayings import Saying

# Of an upload: memory and unpacked size in bytes, seconds of the processor, and of a clock.
MEMORY, UNPACKED, SECONDS, PATIENCE = 768 << 20, 512 << 20, 60, 120


def lines(
    script: Path, path: Path, why: Mapping[str, Any], *known: str, limited: bool
) -> Generator[Any, None, None]:
    """What the script says of the file, of which it is told what is `known`.

    Raises Unreadable with the words of `why` it stopped.
    """
    limits = (MEMORY, SECONDS, UNPACKED) if limited else (0, 0, 0)
    command = [sys.executable, "-I", str(script), str(path), *map(str, limits), *known]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, text=True
    )
    timer = Timer(PATIENCE, process.kill)
    if limited:
        timer.start()
    try:
        assert process.stdout is not None
        for line in process.stdout:
            said = json.loads(line)
            if isinstance(said, dict) and "stop" in said:
                raise _stopped(why[said["stop"]], said["what"])
            yield said
        if process.wait():
            # It was ended by the system, at the limit of its time or memory.
            raise _stopped(why["large"])
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _stopped(words: Any, what: str = "") -> Unreadable:
    return Unreadable(Saying(lambda: str(words) % {"what": what}))
