"""What the demo shows: the real network of 2021–2023, and a running network of plainly invented people."""
