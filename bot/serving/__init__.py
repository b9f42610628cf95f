"""Serving: the parts are opened, started, watched and stopped here.

In comes a configuration; out comes a running bot, which ends when it is told to or can't go on.
"""
