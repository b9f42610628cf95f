"""The newsroom: what an editorial office needs beside the desk.

In come readers' letters, announcements, pages that come by themselves; out go answers, drafts and numbers.
Commands that are declared here are for editors, as those of the desk are.
"""
