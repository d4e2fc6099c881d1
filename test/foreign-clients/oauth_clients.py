"""Gets tokens by both of Linxo's flows with requests-oauthlib and authlib, and calls the API with them.

The argument is a JSON object; the answer, for each library and way of authenticating the client, what came of each try.
"""

import json
import sys

from authlib.integrations.requests_client import OAuth2Session as AuthlibSession
from oauthlib.oauth2 import BackendApplicationClient, LegacyApplicationClient
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session

given = json.loads(sys.argv[1])
TOKEN_URL = given["authorizationServer"] + "/token"
ID, SECRET = given["clientId"], given["clientSecret"]
USER = {"username": given["username"], "password": given["password"]}


def oauthlib_client(secret, scope):
    session = OAuth2Session(client=BackendApplicationClient(client_id=ID))
    # requests encodes texts as ISO 8859-1, and bytes not at all.
    basic = HTTPBasicAuth(ID.encode(), secret.encode()) if given["utf8"] else HTTPBasicAuth(ID, secret)
    session.fetch_token(TOKEN_URL, auth=basic, scope=scope)
    return session


def oauthlib_user(secret, scope, password):
    session = OAuth2Session(client=LegacyApplicationClient(client_id=ID))
    user = {**USER, "password": password}
    session.fetch_token(
        TOKEN_URL, **user, client_id=ID, client_secret=secret, scope=scope, include_client_id=True, provider="connect"
    )
    return session


def authlib_client(method):
    def get(secret, scope):
        session = AuthlibSession(ID, secret, scope=scope, token_endpoint_auth_method=method)
        session.fetch_token(TOKEN_URL, grant_type="client_credentials")
        return session

    return get


def authlib_user(method):
    def get(secret, scope, password):
        session = AuthlibSession(ID, secret, scope=scope, token_endpoint_auth_method=method)
        user = {**USER, "password": password}
        session.fetch_token(TOKEN_URL, grant_type="password", **user, provider="connect")
        return session

    return get


WAYS = {
    "requests-oauthlib": (oauthlib_client, oauthlib_user),
    "authlib, Basic": (authlib_client("client_secret_basic"), authlib_user("client_secret_basic")),
    "authlib, body": (authlib_client("client_secret_post"), authlib_user("client_secret_post")),
}


def outcome(get, path):
    """The status of a call with the token, or the error code that the library reports."""
    try:
        return get().get(given["api"] + path).status_code
    except Exception as error:  # Each library has classes of its own.
        return getattr(error, "error", None) or str(error)


print(
    json.dumps(
        {
            name: {
                "client": outcome(lambda: client(SECRET, "users_create"), "/categories"),
                "user": outcome(lambda: user(SECRET, "profile accounts_read", USER["password"]), "/accounts"),
                "wrong secret": outcome(lambda: client("wrong", "users_create"), "/categories"),
                "wrong password": outcome(lambda: user(SECRET, "profile", "wrong"), "/users/me"),
                "wrong scope": outcome(lambda: user(SECRET, "everything", USER["password"]), "/users/me"),
            }
            for name, (client, user) in WAYS.items()
        }
    )
)
