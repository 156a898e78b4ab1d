"""The server stops when it is told to, however early."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from mentornett.config.management.commands.serve import server_command
from tests.operate.databases import PATIENCE, Database, empty_database
from tests.operate.test_rush import free_port


@pytest.mark.sqlite
def test_server_told_to_stop_while_its_processes_start_stops(tmp_path: Path, template: Database) -> None:
    with empty_database(tmp_path, template) as database:
        command = server_command("127.0.0.1", free_port(), 1, last_answers=1)
        with subprocess.Popen(command, env=database.environment()) as server:
            children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
            try:
                while not children.read_text():
                    assert server.poll() is None
                server.terminate()
                assert server.wait(PATIENCE) == 0
            finally:
                server.kill()
