"""A resumable upload becomes a finished blob and the fact UploadFinished.

The bytes never pass through here: each part goes to storage by an address that admits exactly that part. What
has arrived is asked of the storage itself, so nothing needs to be kept in step and nothing can be lost.
"""
