"""How files come in: from people of the desk alone, and without harm where one cannot be taken.

What fails while a request is still being read, a full disk or a file that is too large, would end
it together with everything that was typed. Here it ends that file alone, which says what is wrong.
"""

from contextlib import suppress
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from factcheck.file_kinds import LIMIT


class LostUpload(UploadedFile[Any]):
    """A file that could not be taken; `error` is what the system said, None where it is too big."""

    def __init__(self, name: str, size: int, error: OSError | None) -> None:
        super().__init__(BytesIO(), name, size=size)
        self.error = error


class DeskUploads(TemporaryFileUploadHandler):
    """Take files from those who are signed in, each up to the limit."""

    taken: UploadedFile[Any] | None
    lost: bool
    error: OSError | None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        request: Any = self.request
        user = getattr(request, "user", None)
        if not (user and user.is_active and user.is_staff):
            # For who sends it again once they signed in: it is not held.
            request.has_skipped_files = True
            raise SkipFile
        self.taken, self.lost, self.error = None, False, None
        try:
            super().new_file(*args, **kwargs)
            self.taken = self.file
        except OSError as error:
            self._lose(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if not self.lost and start + len(raw_data) > LIMIT:
            self._lose(None)
        if not self.lost:
            try:
                super().receive_data_chunk(raw_data, start)
            except OSError as error:
                self._lose(error)

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        if not self.lost:
            try:
                return super().file_complete(file_size)
            except OSError as error:
                self._lose(error)
        return LostUpload(str(self.file_name), file_size, self.error)

    def _lose(self, error: OSError | None) -> None:
        self.lost, self.error = True, error
        if self.taken is not None:
            # What is left in its buffer finds no place either.
            with suppress(OSError):
                self.taken.close()
