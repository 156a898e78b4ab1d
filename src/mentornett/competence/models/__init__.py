"""What is stored about mentors' learning: courses, groups and networks."""
