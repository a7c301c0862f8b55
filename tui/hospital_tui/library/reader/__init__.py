"""What the reader made: places, bookmarks, notes, corrections."""
