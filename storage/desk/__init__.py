"""The desk: what editors bring in, their drafts, and the issues that are published of them.

Come in by `uploads` and `pastes` for what was sent, `drafts` for what is looked at and mended, `issues` to
publish, `reinstating` for what was taken back by mistake; `inbox` and `sources` are what comes by itself.
"""
