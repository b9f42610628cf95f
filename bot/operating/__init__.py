"""Operating: what whoever keeps the machine looks at, and what owners are told by themselves.

In comes how the parts of the bot are; out go /healthz, /metrics, signs of life for a service manager, and a
message when something needs a person.
"""
