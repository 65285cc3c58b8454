"""The loops of a worker: facts, jobs, stalled jobs, housekeeping. They run what they are given."""
