"""Runs a command with its output in a file, and prints as JSON what the whole process took:
seconds on the clock, seconds of processor time, bytes of memory at the peak."""

import json
import os
import sys
import time

output, *command = sys.argv[1:]
files = [
    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
    (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
]
start = time.perf_counter()
child = os.posix_spawn(command[0], command, os.environ, file_actions=files)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - start
if status != 0:
    sys.exit(f"status {os.waitstatus_to_exitcode(status)}: {' '.join(command)}")
# Linux counts the peak in kilobytes, macOS in bytes.
memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps({"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "memory": memory}))
