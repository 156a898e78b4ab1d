"""The parts of `make bench`: an invented national set, a floor to compare with, and the measuring."""
