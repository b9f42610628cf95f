"""The terminal: what the commands of `run_bot.py` do beside a running bot.

In come files and names from the command line; out come lines to print.
"""
