"""The command `mentornett`: Django's commands and our own."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command given on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentornett.config.settings")
    program, *rest = sys.argv
    if rest and not rest[0].startswith("-"):  # a command, such as verify-audit
        rest[0] = rest[0].replace("-", "_")
    execute_from_command_line([program, *rest])


if __name__ == "__main__":
    main()
