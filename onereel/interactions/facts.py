from onereel.kernel.facts import Fact


class AccountFollowed(Fact, frozen=True):
    follower_id: int
    followee_id: int


class AccountUnfollowed(Fact, frozen=True):
    follower_id: int
    followee_id: int


class VideoFavorited(Fact, frozen=True):
    account_id: int
    video_id: int


class VideoUnfavorited(Fact, frozen=True):
    account_id: int
    video_id: int


class CommentWritten(Fact, frozen=True):
    comment_id: int
    video_id: int
    author_id: int
    parent_id: int | None


class CommentDeleted(Fact, frozen=True):
    """`rows`: the comment and the replies that went with it."""

    comment_id: int
    video_id: int
    parent_id: int | None
    rows: int


class CommentFavorited(Fact, frozen=True):
    account_id: int
    comment_id: int


class CommentUnfavorited(Fact, frozen=True):
    account_id: int
    comment_id: int
