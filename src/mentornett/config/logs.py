"""Structured logs on stdout, without names, addresses or texts that people wrote."""

import logging

import structlog


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
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
        )

    def format(self, record: logging.LogRecord) -> str:
        """Write the record's template and where it arose, never its arguments or the request."""
        bare = logging.makeLogRecord(
            {"name": record.name, "levelname": record.levelname, "levelno": record.levelno, "msg": record.msg}
        )
        bare.msg = f"{record.msg}" if not record.exc_info else f"{record.msg} [{_kind(record)}]"
        return super().format(bare)


def _kind(record: logging.LogRecord) -> str:
    kind = record.exc_info[0] if record.exc_info else None
    return kind.__name__ if kind else ""
