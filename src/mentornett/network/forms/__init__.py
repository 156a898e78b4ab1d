"""What may be typed about networks, one noun's file at a time."""
