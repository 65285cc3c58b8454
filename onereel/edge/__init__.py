"""The edge: nginx before everything, as text made from a description.

`nginx.render` is a pure function of an `Edge`; it starts nothing and reads nothing. `cluster` runs what it
renders at home, and `onereel edge` prints it for people who run nginx themselves.
"""
