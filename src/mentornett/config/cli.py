"""The command `mentornett`: Django's commands and our own."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command given on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentornett.config.settings")
    execute_from_command_line([part.replace("-", "_") if place == 1 else part for place, part in enumerate(sys.argv)])


if __name__ == "__main__":
    main()
