from onereel.kernel.errors import Conflict, Forbidden, Invalid, NotFound, SignedOut, TooLarge


class AccountNotFound(NotFound):
    """There is no such account."""

    code = "account_not_found"


class HandleTaken(Conflict):
    """This handle is taken. Choose another one."""

    code = "handle_taken"


class WrongPassword(SignedOut):
    """The handle or the password is wrong."""

    code = "wrong_password"


class CrossSite(Forbidden):
    """This request came from another site, so it was not carried out."""

    code = "cross_site"


class PictureNotReadable(Invalid):
    """This picture cannot be read. Use a JPEG, PNG or WebP file."""

    code = "picture_not_readable"


class PictureTooLarge(TooLarge):
    """A picture may have up to 5 MB and 8192 pixels a side."""

    code = "picture_too_large"
