"""Input: what commands are given, by name or in files, checked and found in the opened database."""
