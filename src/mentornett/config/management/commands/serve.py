"""Sets everything up that is not set up yet, and serves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from mentornett.config import environment
from mentornett.config.demo.tour import DEMO_PASSWORD, TOUR
from mentornett.core import time
from mentornett.tenants.actions.register import load_register_if_empty
from mentornett.tenants.models import Organiser
from mentornett.web.static_files import JOINED

BEHIND_PAGES = ("nice", "-n", "10")  # somebody waits for a page, nobody for a job
LAST_ANSWERS = 20  # seconds that a process has to answer what it has begun when the server is told to stop


class Command(BaseCommand):
    """`mentornett serve`: migrate, load, collect static files, start the worker and the server."""

    help = "Set up what is missing, then serve pages and run the jobs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address to serve on."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; ends when the server ends."""
        settings.DATA_FOLDER.mkdir(parents=True, exist_ok=True)
        address = f"http://{options['host']}:{options['port']}"
        if not environment.text("MENTORNETT_URL"):  # letters point at where it is served
            os.environ["MENTORNETT_URL"] = settings.BASE_URL = address
        self.prepare()
        self.tell(address)
        server = subprocess.Popen(server_command(options["host"], options["port"], options["workers"]))
        with subprocess.Popen([*BEHIND_PAGES, sys.executable, "-m", "mentornett", "work"]) as worker:
            for name in (signal.SIGTERM, signal.SIGINT):
                signal.signal(name, lambda *_: server.terminate())
            status = server.wait()
            worker.terminate()
        sys.exit(0 if status in {0, -signal.SIGTERM} else status)

    def prepare(self) -> None:
        """Bring database and static files up to date."""
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        if settings.SECURE:
            call_command("check", deploy=True, databases=["default"])
        load_register_if_empty()
        if settings.DEMO and not Organiser.objects.exists():
            from mentornett.config.demo.load import load_demo_if_empty  # noqa: PLC0415 (slow import)

            load_demo_if_empty(now=time.now())
            self.stdout.write("Loaded the demo.")
        if static_files_are_old():
            call_command("collectstatic", verbosity=0, interactive=False)

    def tell(self, address: str) -> None:
        """Print where it is served, and in demo mode who can log in."""
        self.stdout.write(f"\n  Mentornett: {address}\n")
        if settings.DEMO:
            self.stdout.write(f"  Demo log-ins (password for all: {DEMO_PASSWORD}):")
            for email, what in TOUR:
                self.stdout.write(f"    {email:38} {what}")
            self.stdout.write(f"  All of them stand on {address}/logg-inn/\n")
        self.stdout.flush()


def server_command(host: str, port: int, workers: int, *, last_answers: int = LAST_ANSWERS) -> list[str]:
    """Return the command of the web server: processes with one thread each, since threads cost CPU here.

    A process that is told to stop while it starts does not hear it, and the server would wait for it for ever.
    """
    granian = Path(sys.executable).parent / "granian"
    return [
        str(granian), "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers),
        "--blocking-threads", "1", "--workers-kill-timeout", str(last_answers), "--log-level", "warning", "--no-ws",
        "mentornett.config.wsgi:application",
    ]  # fmt: skip


def static_files_are_old() -> bool:
    """Tell whether any static file is newer than the collected ones, or one that is made of others is missing."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not all(file.exists() for file in (manifest, *(Path(settings.STATIC_ROOT) / name for name in JOINED))):
        return True
    collected = manifest.stat().st_mtime
    return any(
        os.stat(storage.path(name)).st_mtime > collected  # noqa: PTH116 (a plain path from the finder)
        for finder in finders.get_finders()
        for name, storage in finder.list([])
    )
