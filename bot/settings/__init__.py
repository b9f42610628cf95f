"""Settings: what an operator has configured.

In come the environment and .env; out come checked settings, or a sentence on what is wrong.
"""
