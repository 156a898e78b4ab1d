"""A web server in a thread that shares the test's own database transaction, so that nothing has to be cleaned up.

The pages are answered one at a time: they share one connection, as the pages of a test client do.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections
from django.test import override_settings

StartResponse = Callable[..., Any]
FOR_GOOD = 10 * 365 * 24 * 3600  # seconds


class QuietHandler(WSGIRequestHandler):
    """Writes no log of requests."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Server(ThreadedWSGIServer):
    """Threads whose one database connection is the test's, which therefore is not theirs to close."""

    daemon_threads = True

    def _close_connections(self) -> None:
        """Leave the connection alone."""


class OneAtATime:
    """The site as an application that answers one request after the other.

    A served site's files have names for good. Those of the tests are kept as long, or the browser, whose clock is not
    the cast's, would ask for all of them again on each page.
    """

    def __init__(self) -> None:
        with override_settings(WHITENOISE_MAX_AGE=FOR_GOOD):
            self.site = WSGIHandler()
        self.busy = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        with self.busy:
            response = self.site(environ, start_response)
            try:
                return [b"".join(response)]
            finally:
                response.close()


@contextmanager
def serving() -> Iterator[tuple[str, threading.Lock]]:
    """Serve the site; yield its address, and the lock to hold while the test itself uses the database."""
    shared = {alias: connections[alias] for alias in connections}
    for connection in shared.values():
        connection.inc_thread_sharing()
    site = OneAtATime()
    server = Server(("127.0.0.1", 0), QuietHandler, connections_override=shared)
    server.set_app(site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", site.busy
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
