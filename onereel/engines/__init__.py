"""The engines Onereel stands on, one folder each. None of them knows what a video is."""
