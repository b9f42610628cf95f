"""Issues on the command line: publishing page files, looking at what is published, mending it."""
