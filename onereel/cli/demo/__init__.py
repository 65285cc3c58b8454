"""The demo world: pictures and sounds made with ffmpeg's generators, so that nobody's licence travels with it."""
