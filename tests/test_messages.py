"""All texts are there in Bokmål and Nynorsk; English stands in the code."""

import subprocess
import sys
from pathlib import Path


def test_no_text_lacks_a_translation() -> None:
    root = Path(__file__).resolve().parents[1]
    done = subprocess.run(
        [sys.executable, "scripts/messages.py", "check"], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "All texts are translated."
