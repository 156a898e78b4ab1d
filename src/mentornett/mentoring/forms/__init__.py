"""What may be typed in the mentor programme."""
