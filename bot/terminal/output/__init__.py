"""Output: what commands tell, as lines, columns and files that take the place of no file of the bot."""
