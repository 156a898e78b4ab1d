"""The public facts of the real learning network 2021–2023: data in one JSON file, read by reader.py."""
