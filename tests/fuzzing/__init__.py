"""Fuzzing: commands, buttons, updates and the demo's HTTP, fed with what nobody means to send.

Pages are fuzzed in tests/parsing/test_fuzz.py. Each test draws from a seed that its name ends with; `make
fuzz` takes seed after seed for some minutes. What it finds becomes a test beside what it is about.
"""
