"""The desk: where editors put in pages and decide what becomes of them.

In comes a file from an editor; out goes a preview, and what the editor decided is stored.
"""
