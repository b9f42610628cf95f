"""Intake: files, texts and addresses that editors send are collected, fetched and read.

In come their messages; out come drafts, and a message that tells how reading goes on.
"""
