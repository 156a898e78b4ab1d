"""Times the matching against other solvers on the same data, in one run: `make bench-matching`.

The others live in an environment of their own (var/bench-matching), as they are no part of Mentornett: OR-tools'
min-cost flow, and the PyPI package mentor-match with the munkres release it was made for. scipy's dense solver is at
hand anyway. Each line is a process of its own, so that its peak of memory is its own; small cases show the best of
three runs.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OTHERS = ROOT / "var" / "bench-matching"
OTHER_PACKAGES = ("ortools==9.15.6755", "mentor-match==7.0.1", "munkres==1.1.4", "numpy", "scipy")
SCRIPT = ROOT / "scripts" / "bench_parts" / "matching_runs.py"

CASES = (
    ("200 × 200", ("mentornett 200 200", "dense 200 200", "ortools 200 200", "mentor-match 200 200")),
    ("1,000 × 1,000", ("mentornett 1000 1000", "dense 1000 1000", "ortools 1000 1000")),
    ("357 municipalities, 60 × 80 each", ("municipalities 60 80",)),
    ("10,000 × 5,000", ("candidates 10000 5000", "dense-only 10000 5000")),
)


def main() -> None:
    """Print one table per case."""
    python = OTHERS / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(OTHERS)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *OTHER_PACKAGES], check=True)
    for title, runs in CASES:
        print(f"\n{title}\n{'what':<28}{'seconds':>10}{'peak MB':>10}{'matched':>9}{'points':>10}{'× ours':>8}")
        ours = 0.0
        for run in runs:
            chosen = str(python) if run.startswith(("ortools", "mentor-match")) else sys.executable
            done = subprocess.run([chosen, str(SCRIPT), *run.split()], capture_output=True, text=True, check=True)
            found = json.loads(done.stdout)
            ours = ours or found["seconds"]
            ratio = found["seconds"] / ours
            line = f"{found['what']:<28}{found['seconds']:>10.4f}{found['megabytes']:>10.0f}"
            print(f"{line}{found['matched']:>9}{found['points']:>10}{ratio:>8.1f}")


if __name__ == "__main__":
    main()
