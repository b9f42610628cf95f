"""The soak: the real bot among readers who ask, editors who publish, and everything that goes wrong.

Start it with `make soak` (15 minutes; `make soak MINUTES=2 SEED=7`), which ends with exit status 1 where the
books don't agree. `weather` is what goes wrong, `people` and `editing` are what people do, `books` and
`flatness` what must be true of it all.
"""
