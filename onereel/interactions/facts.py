from onereel.kernel.facts import Fact


class AccountFollowed(Fact):
    follower_id: int
    followee_id: int


class AccountUnfollowed(Fact):
    follower_id: int
    followee_id: int


class VideoFavorited(Fact):
    account_id: int
    video_id: int


class VideoUnfavorited(Fact):
    account_id: int
    video_id: int


class CommentWritten(Fact):
    comment_id: int
    video_id: int
    author_id: int
    parent_id: int | None


class CommentDeleted(Fact):
    """`rows`: the comment and the replies that went with it."""

    comment_id: int
    video_id: int
    parent_id: int | None
    rows: int


class CommentFavorited(Fact):
    account_id: int
    comment_id: int


class CommentUnfavorited(Fact):
    account_id: int
    comment_id: int
