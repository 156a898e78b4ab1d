"""Times one run as a process of its own, so that its peak of memory is its own; prints a line of JSON."""

from __future__ import annotations

import importlib
import json
import sys
import time
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def memory(name: str) -> float:
    """Return a line of the process's own status in megabytes; not a number where there is none (macOS)."""
    if not STATUS.exists():
        return float("nan")
    found = next(line for line in STATUS.read_text().splitlines() if line.startswith(name))
    return int(found.split()[1]) / 1024


def main() -> None:
    """Make the data, forget the peak so far, do the work some times, print the shortest."""
    where, size, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    module, function = where.split(":")
    warnings.simplefilter("ignore")
    work = getattr(importlib.import_module(module), function)(size)
    if RESET.exists():
        RESET.write_text("5")
    before, took, cpu, answer = memory("VmRSS"), [], [], 0.0
    for _run in range(times):
        start, used = time.perf_counter(), time.process_time()
        answer = work()
        took.append(time.perf_counter() - start)
        cpu.append(time.process_time() - used)
    more = memory("VmHWM") - before
    found = {"seconds": min(took), "first": took[0], "cpu": min(cpu), "megabytes": more, "answer": answer}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
