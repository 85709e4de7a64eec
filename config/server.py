"""The web server, the same for demo and production: ``gunicorn -c config/server.py``.

A thread waits for as long as a sender takes over a form, so there are many more of them than a
processor can keep busy; each is made when it is needed, and has a connection to the database.
Measured in turn, granian gave a tenth more pages and three tenths more pictures; kept pages made
that small beside a package more.
"""

from config import environment

wsgi_app = "config.wsgi"
worker_class = "gthread"
workers = environment.number("WEB_CONCURRENCY", 2)
threads = 32
# Static files are looked for once, and code is shared by all workers.
preload_app = True
keepalive = 5
# A browser opens connections in advance, on which gunicorn waits for five seconds, and for two more
# when it is told to end: whoever were killed before that would be said to have run out of memory.
graceful_timeout = 10
loglevel = "warning"
control_socket_disable = True
