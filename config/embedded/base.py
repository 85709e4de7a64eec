"""Django's PostgreSQL backend on the embedded server."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.db.backends.postgresql import base, client

from config.embedded import server
from config.embedded.cluster import program
from config.embedded.errors import ServerError


class DatabaseClient(client.DatabaseClient):
    executable_name = program("psql")

    def runshell(self, parameters: Iterable[str]) -> None:
        self.connection.get_connection_params()
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        """Start the server right before a connection is made, never earlier."""
        try:
            self.settings_dict["HOST"] = server.use(settings.DATA_DIR)
        except ServerError as error:
            raise OperationalError(str(error)) from error
        return super().get_connection_params()
