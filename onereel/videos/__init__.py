"""What: a clip's record, its state, renditions and counts. Not its bytes (media), not who may see it (moderation)."""
