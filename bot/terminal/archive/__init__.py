"""The archive on the command line: newspapers, parks, stories, and briefs made anew."""
