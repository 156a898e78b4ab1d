"""The register of Norwegian municipalities: facts in one CSV file, read by reader.py."""
