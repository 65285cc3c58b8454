"""Reports, and the one pure function that says what a viewer may see."""
