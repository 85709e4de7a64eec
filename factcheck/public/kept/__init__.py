"""Pages that were rendered once and are served again for as long as they are true.

A page is kept under its tag (`shown`): a digest of its address, of the version of what it shows,
which the database raises with every change (`PageVersion`), and of the build. One query finds the
tag out, before any other middleware. Pages are kept in the process (`pages`) and, where
``CACHE_URL`` is set, in a store that processes share (`store`). The tag is the page's ETag, too.
"""
