"""Onereel: a short-video service that anyone can run. `ARCHITECTURE.md` says where things live."""

__version__ = "0.1.0"
