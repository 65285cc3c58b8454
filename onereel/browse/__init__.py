"""What people look up: one clip, an author and their grid, a tag, a search. Reads only, composed from lower slices."""
