"""Whether it is the scheme that did it: hazard on cell counts, difference in differences, interrupted series."""
