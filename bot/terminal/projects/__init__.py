"""Projects on the command line: looking at them, putting them right, taking them out as files."""
