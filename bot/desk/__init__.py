"""The desk: where editors put in pages, mend what was read and decide what becomes of it.

In comes a file from an editor; out goes a preview, and what the editor decided is stored.
"""
