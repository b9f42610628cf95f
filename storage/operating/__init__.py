"""Operating: how the bot is, in numbers and troubles, and what is done to it as a whole.

Come in by `backlog` and `delivery_status` for what waits, `troubles` for what needs a person, `counting` for
the numbers of readers and articles, `account` where the database gets another bot.
"""
