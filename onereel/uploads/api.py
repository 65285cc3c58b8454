"""What other slices may ask of uploads."""

from onereel.uploads.model import Part, Upload, part_key
from onereel.uploads.receive import Uploads, discard_parts
from onereel.uploads.store import upload

__all__ = ["Part", "Upload", "Uploads", "discard_parts", "part_key", "upload"]
