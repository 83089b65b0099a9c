"""Runs a command to its end and prints what it took, as one line of JSON: seconds of wall
time, processor seconds of all its processes, and the most memory they had at once.

    measure.py COMMAND [ARGUMENT ...]

Memory is the resident set of the whole process tree, looked at every 20 ms; a shorter
command has the largest its processes ever had.
"""

import json
import os
import resource
import subprocess
import sys
import threading
import time


def tree(root):
    """A process and all below it."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat", "rb") as file:
                    parents.setdefault(int(file.read().rpartition(b")")[2].split()[1]), []).append(int(entry))
            except OSError:
                pass
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        waiting += parents.get(found[-1], [])
    return found


def resident(process):
    try:
        with open(f"/proc/{process}/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def main():
    # What a wrapper of this interpreter ran before is not the command's.
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak, done = [0], threading.Event()

    def look():
        while not done.wait(0.02):
            peak[0] = max(peak[0], sum(resident(process) for process in tree(child.pid)))

    watcher = threading.Thread(target=look)
    watcher.start()
    errors = child.stderr.read()
    code = child.wait()
    seconds = time.perf_counter() - started
    done.set()
    watcher.join()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        json.dumps(
            {
                "seconds": seconds,
                "processor": usage.ru_utime + usage.ru_stime - before.ru_utime - before.ru_stime,
                "memory": max(peak[0], usage.ru_maxrss * 1024 if usage.ru_maxrss > before.ru_maxrss else 0),
                "code": code,
                "errors": errors.decode("utf-8", "replace")[-500:],
            }
        )
    )


main()
