"""What every slice speaks: ids, clock, pages, kinds of error, facts and limits. No input, no output."""
