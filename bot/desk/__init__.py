"""The desk: where editors put in pages and decide what becomes of them.

In come files and texts from an editor; out go previews, and what the editor decided is stored.
"""
