"""`python -m mentornett COMMAND` is the same as `mentornett COMMAND`."""

from mentornett.config.cli import main

main()
