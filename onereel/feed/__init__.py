"""One clip at a time: lists of parts run by an executor, made ready in Valkey before anybody asks.

Read `feeds.py` (the lists), then `pipeline.py` (the executor), then `page.py` (how a request is answered).
"""
