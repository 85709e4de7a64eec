"""Names in addresses: readers link to them and the record names them, so they stay."""

from typing import Any

from django.http import HttpRequest


class SlugOnce:
    """Let a slug be chosen when a row is added, and show it from then on."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_readonly_fields(request, obj)  # type: ignore[misc]
        return [*fields, "slug"] if obj else fields

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else super().get_prepopulated_fields(request, obj)  # type: ignore[misc]
