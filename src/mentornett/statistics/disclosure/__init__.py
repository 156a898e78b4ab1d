"""The gate of figures: which may be shown, so that nobody can work out the others."""
