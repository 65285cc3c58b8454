"""What: a clip's record, its state, renditions and counts. Not its bytes (media) and not who may see it (moderation)."""
