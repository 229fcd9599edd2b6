"""The pages, as the owner sees them: signed in by a session that is written into the database."""

import base64
import hashlib
import hmac
import http.client
import secrets
from urllib.parse import urlencode


def add_owner(site):
    site.sql(
        "INSERT INTO web_user (id, workspace_id, email, name, role, active, created_at) "
        "SELECT ?1, id, 'owner@example.com', 'Olive Owner', 'owner', 1, created_at FROM workspace",
        secrets.token_bytes(16),
    )


def visit(site, method, path, now_ms):
    """A page: its status, where it leads, and its text."""
    token = secrets.token_urlsafe(32)
    csrf = base64.urlsafe_b64encode(hmac.digest(token.encode(), b"form token", "sha256")).decode().rstrip("=")
    site.sql(
        "INSERT INTO web_session (token_hash, id, user_id, began_at, last_seen_at, address, browser) "
        "SELECT ?1, ?2, id, ?3, ?3, '127.0.0.1', 'a test' FROM web_user",
        hashlib.sha256(token.encode()).digest(),
        secrets.token_bytes(16),
        now_ms,
    )
    headers = {
        "Cookie": f"phoneclock_session={token}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
    try:
        connection.request(method, path, urlencode({"csrf": csrf}) if method == "POST" else None, headers)
        response = connection.getresponse()
        return response.status, response.headers.get("Location"), response.read().decode(errors="replace")
    finally:
        connection.close()
