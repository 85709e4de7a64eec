class ServerError(Exception):
    """The embedded server cannot be used. The message says what to do."""
