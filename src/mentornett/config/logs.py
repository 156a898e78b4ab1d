"""Structured logs on stdout, without names, addresses or texts that people wrote."""

from __future__ import annotations

import logging
import re
from typing import Any

import structlog

CODE = re.compile(r"[A-Za-z0-9_.:-]{1,80}")  # no space, line break, @ or letter that a name may need


class JsonFormatter(structlog.stdlib.ProcessorFormatter):
    """One JSON object per line: time, level, logger, event. A record's arguments are left out: they may be personal."""

    def __init__(self) -> None:
        super().__init__(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.stdlib.ExtraAdder(allow=["facts", "error", "where"]),
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
        )

    def format(self, record: logging.LogRecord) -> str:
        """Write the record's template and where it arose, never its arguments or the request."""
        bare = {"name": record.name, "levelname": record.levelname, "levelno": record.levelno, "msg": str(record.msg)}
        return super().format(logging.makeLogRecord({**bare, **_facts(record), **_error(record)}))


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    """Return what the caller gave as `extra={"facts": {…}}`: numbers and codes, nothing that could be a name."""
    facts: dict[str, Any] = getattr(record, "facts", {})
    kept = {key: value for key, value in facts.items() if isinstance(value, int) or CODE.fullmatch(str(value))}
    return {"facts": kept} if kept else {}


def _error(record: logging.LogRecord) -> dict[str, str]:
    """Return the kind of an error and the lines it passed through; its own words may hold what people wrote."""
    if not record.exc_info or not record.exc_info[0]:
        return {}
    frames, lines = record.exc_info[2], []
    while frames:
        lines.append(f"{frames.tb_frame.f_globals.get('__name__', '?')}:{frames.tb_lineno}")
        frames = frames.tb_next
    return {"error": record.exc_info[0].__name__, "where": " ".join(lines[-8:])}
