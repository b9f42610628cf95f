"""The desk: where editors put in pages, mend what was read and decide what becomes of it.

In come files and texts from an editor; out go previews, and what the editor decided is stored.
"""
