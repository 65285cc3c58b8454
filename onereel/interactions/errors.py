from onereel.kernel.errors import Forbidden, Invalid, NotFound


class FollowSelf(Invalid):
    """You cannot follow yourself."""

    code = "follow_self"


class CommentNotFound(NotFound):
    """There is no such comment."""

    code = "comment_not_found"


class NotYourComment(Forbidden):
    """This comment belongs to somebody else."""

    code = "not_your_comment"


class CommentEmpty(Invalid):
    """Write something first."""

    code = "comment_empty"
