"""`onereel up`: everything on one machine, engines included, supervised until it is told to stop.

Read `plan` (pure: what should run) → `process` (start, ready, stop, kill) → `decide` (pure: the next step)
→ `loop` (observe, decide, one step). `death` sees to it that nothing outlives the supervisor. Nothing here
knows what a video is; roles are only commands to run.
"""
