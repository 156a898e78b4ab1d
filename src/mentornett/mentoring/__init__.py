"""The mentor programme: hires, mentors, pairs, the plan of talks, the commitment, and who may see what of it."""
