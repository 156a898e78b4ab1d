"""Compiles the lock files: every package with its hashes, and no address of any index."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OPTIONS = [
    "--quiet", "--generate-hashes", "--strip-extras", "--allow-unsafe", "--no-emit-index-url", "--no-emit-find-links",
    "--no-emit-trusted-host",
]  # fmt: skip

for name, extra in (("run", []), ("test", ["--extra", "test"])):
    command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, *extra]
    subprocess.run([*command, "-o", f"requirements/{name}.txt", "pyproject.toml"], cwd=ROOT, check=True)
