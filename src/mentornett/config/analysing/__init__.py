"""What `mentornett analyse` can answer: one file for each question, listed in the command."""
