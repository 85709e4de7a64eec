"""The open data: all that is public, as files whose columns are described."""
