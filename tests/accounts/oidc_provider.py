"""A real OpenID Connect provider, as a process: `python oidc_provider.py PORT`. It insists on PKCE.

The library issues codes and tokens and signs them; it lets PKCE be, so that is checked here, around it.
"""

import base64
import hashlib
import io
import sys
from urllib.parse import parse_qs, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

import oidc_provider_mock


class Pkce:
    """Gives a token only to who knows the verifier of the challenge that the code was asked with."""

    def __init__(self, provider):
        self.provider = provider
        self.challenges = {}

    def __call__(self, environ, start_response):
        query = parse_qs(environ.get("QUERY_STRING", ""))

        def started(status, headers, exc_info=None):
            to = dict(headers).get("Location", "")
            if code := parse_qs(urlsplit(to).query).get("code"):
                self.challenges[code[0]] = query["code_challenge"][0], query["code_challenge_method"][0]
            return start_response(status, headers, *([exc_info] if exc_info else []))

        if environ["PATH_INFO"] == "/oauth2/token":
            body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
            environ["wsgi.input"] = io.BytesIO(body)
            sent = parse_qs(body.decode())
            digest = hashlib.sha256(sent.get("code_verifier", [""])[0].encode()).digest()
            expected = base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), "S256"
            if self.challenges.get(sent["code"][0]) != expected:
                start_response("400 Bad Request", [("Content-Type", "application/json")])
                return [b'{"error": "invalid_grant"}']
        return self.provider(environ, started)


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        """Nothing."""


if __name__ == "__main__":
    app = Pkce(oidc_provider_mock.app(require_nonce=True))
    make_server("127.0.0.1", int(sys.argv[1]), app, handler_class=Quiet).serve_forever()
