"""Times the figures against other programs on the same data, in one run: `make bench-statistics`.

`bench_parts/statistics_cases.py` lists what is asked. Each line is a process of its own and shows the best of its
runs, the first run (which may compile or load something), seconds of CPU (more tell of threads, fewer of a machine that
is busy with other things), and the memory beyond the data. Name words of a title to run
only those cases.
"""

import json
import subprocess
import sys
from pathlib import Path

PARTS = Path(__file__).resolve().parent / "bench_parts"
sys.path.insert(0, str(PARTS))

from statistics_cases import CASES, Case  # noqa: E402 -- a file beside this script


def main() -> None:
    """Print one table per case; the exit code is 1 when a goal was missed."""
    words = [word.lower() for word in sys.argv[1:]]
    chosen = [case for case in CASES if all(word in case.title.lower() for word in words)]
    missed = [case.title for case in chosen if not _case(case)]
    print(f"\n{len(chosen) - len(missed)} of {len(chosen)} goals reached", *missed, sep="\n  missed: ")
    raise SystemExit(bool(missed))


def _case(case: Case) -> bool:
    goal = f"goal {case.seconds:g} s" + (f", {case.megabytes:g} MB" if case.megabytes else "")
    print(f"\n{case.title} ({goal})")
    print(f"{'what':<16}{'seconds':>10}{'first':>10}{'of CPU':>10}{'peak MB':>10}{'× ours':>9}{'answer':>16}")
    found = {name: _run(where, case) for name, where in case.runs.items()}
    ours = next(iter(found.values()))
    for name, one in found.items():
        print(f"{name:<16}{one['seconds']:>10.4f}{one['first']:>10.4f}{one['cpu']:>10.4f}", end="")
        print(f"{one['megabytes']:>10.0f}", end="")
        print(f"{one['seconds'] / ours['seconds']:>9.1f}{one['answer']:>16.8g}", flush=True)
    small = case.megabytes is None or not ours["megabytes"] > case.megabytes
    return ours["seconds"] <= case.seconds and small


def _run(where: str, case: Case) -> dict[str, float]:
    command = [sys.executable, str(PARTS / "timing_one.py"), where, str(case.size), str(case.times)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{where} failed:\n{done.stderr}")
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    main()
