"""Pictures: what numbers look like as a picture. Drawn in a worker process; Pillow is loaded nowhere else.

In come a font, headings, numbers with their names and colours; out comes a PNG file.
"""
