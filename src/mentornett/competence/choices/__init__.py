"""Values of the competence room, one noun's file at a time."""
