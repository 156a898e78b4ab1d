"""Charts over time: what is ordinary variation, and what is a change."""
