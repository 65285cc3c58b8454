"""What a viewer may like. For now: what is popular lately, the same for everybody; taste comes next."""
