"""Who: sign-up, sign-in, profiles. Not whom they follow (interactions) and not what they may see (moderation)."""
