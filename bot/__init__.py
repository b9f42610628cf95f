"""The Telegram face: readers' commands, the editor's desk, delivery and its schedule."""
