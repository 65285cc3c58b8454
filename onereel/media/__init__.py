"""An uploaded file becomes a clip that plays: probe, verdict, encode, cut into objects, poster.

Jobs only. Untrusted bytes are read by ffprobe and ffmpeg alone, in a bounded child (`sandbox`); what this
process parses itself (`boxes`) is the output of our own ffmpeg.
"""
