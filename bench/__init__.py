"""Benchmarks: one file a question. `make bench` runs them; `ONLY=name,name` some of them."""
