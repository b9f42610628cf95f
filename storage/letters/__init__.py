"""Letters: what readers write to editors, and the announcements that editors make to chats.

Come in by `letters` and by `announcements`.
"""
