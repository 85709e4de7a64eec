# Varnish before the site: public pages for as long as their Cache-Control says, all forgotten at a
# PURGE. Set PURGE_URL to its address.
vcl 4.1;

import std;

backend default {
    .host = "127.0.0.1";
    .port = "8000";
    .probe = { .url = "/robots.txt"; }
}

acl desk {
    "localhost";
    "127.0.0.1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        if (client.ip !~ desk) {
            return (synth(405));
        }
        ban("obj.status != 0");
        return (synth(200));
    }
    if (req.url ~ "^/admin(/|$)") {
        return (pass);
    }
    # No public page reads a cookie.
    unset req.http.Cookie;
    # While there is an answer, no copy is shown for longer than stale-while-revalidate says.
    if (std.healthy(req.backend_hint)) {
        set req.grace = 60s;
    }
}

sub vcl_backend_response {
    if (beresp.http.Cache-Control ~ "stale-if-error") {
        # That and stale-while-revalidate, as factcheck/public/caching.py has them.
        set beresp.grace = 240s;
        # An answer of 304 makes a copy new again.
        set beresp.keep = 1h;
    }
}
