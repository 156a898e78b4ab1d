"""The built-in template for learning networks: data in five JSON files, read and checked by reader.py."""
