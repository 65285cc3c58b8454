"""Work that happens after the answer: facts in batches (the outbox) and few, heavy, durable jobs (procrastinate)."""

from onereel.engines.jobs.outbox import Consumer, Drainer
from onereel.engines.jobs.queue import Job, JobQueue

__all__ = ["Consumer", "Drainer", "Job", "JobQueue"]
