"""The parts of `make prove`: each simulates what the product shows, and says what came out."""
