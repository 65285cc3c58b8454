from onereel.kernel.errors import Conflict, Invalid, NotFound, TooLarge


class UploadNotFound(NotFound):
    """There is no such upload. An unfinished upload is kept for some days; begin it again."""

    code = "upload_not_found"


class UploadTooLarge(TooLarge):
    """A file may have at most 200 MB."""

    code = "upload_too_large"


class UploadEmpty(Invalid):
    """This file is empty."""

    code = "upload_empty"


class PartsMismatch(Invalid):
    """The parts do not make up the file: each has `part_bytes`, the last one what is left."""

    code = "upload_parts_mismatch"


class UploadIncomplete(Conflict):
    """Some parts have not arrived yet."""

    code = "upload_incomplete"


class UploadComplete(Conflict):
    """This upload is complete; change or delete its video instead."""

    code = "upload_complete"


class TooManyUploads(Conflict):
    """There are too many unfinished uploads. Finish or remove one first."""

    code = "too_many_uploads"
