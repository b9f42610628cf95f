"""Arguments: the words of the command line, each command's in a file. Come in by `arguments.parser`."""
