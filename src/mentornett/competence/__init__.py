"""What mentors learn, and the groups and networks they meet in."""
