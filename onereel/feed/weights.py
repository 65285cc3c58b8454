"""Every weight of the feed in one place, each with its reason."""

# Where a clip stands in a source counts by 1 / (OFFSET + rank): the top ten of a list are close to each other,
# the hundredth is far behind. 20 keeps a clip that two sources find above one that only one source finds.
RANK_OFFSET = 20

POPULAR = 1.0  # what others liked is the best guess about somebody we do not know
FRESH = 0.8  # new clips need a first audience, and a feed without them goes stale
FOLLOWED = 1.2  # the viewer asked for these

# Shuffles neighbours differently for every viewer, so that not everybody sees one clip at the same time.
JITTER = 0.012

# Between two clips of one author stand at least this many others, while there are others.
AUTHOR_GAP = 3
