class ServerError(Exception):
    """The embedded server cannot be used; the message says what to do."""
