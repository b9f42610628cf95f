"""People on the command line: announcements, letters, editors, and the numbers of readers."""
