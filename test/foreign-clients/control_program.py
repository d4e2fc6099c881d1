"""Asks a sandbox for faults and reads its log, with nothing but Python's standard library."""

import json
import sys
import urllib.error
import urllib.parse
import urllib.request

given = json.loads(sys.argv[1])
SERVER = given["authorizationServer"]


def control(method, path, body=None):
    headers = {"content-type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(SERVER + "/_sandbox" + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request) as response:
            text = response.read()
            return response.status, json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


def token(scope):
    form = {
        "grant_type": "password",
        "username": given["username"],
        "password": given["password"],
        "provider": "connect",
        "client_id": given["clientId"],
        "client_secret": given["clientSecret"],
        "scope": scope,
    }
    try:
        with urllib.request.urlopen(SERVER + "/token", urllib.parse.urlencode(form).encode()) as response:
            return response.status, json.loads(response.read()).get("scope")
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get("retry-after")


status, fault = control("POST", "/faults", {"target": "token", "fault": {"kind": "retryAfter", "status": 503, "after": 30}})
answers = [token("profile"), token("profile")]
user = "/users/" + urllib.parse.quote(given["username"], safe="")
control("PATCH", user, {"scopes": ["profile"]})
answers.append(token("profile accounts_read"))
_, log = control("GET", "/log?tokenRequests=3")
print(
    json.dumps(
        {
            "planned": [status, fault["timesLeft"]],
            "answers": answers,
            "log": [[one["status"], one["scopeAsked"], one.get("scopeGranted"), one["form"]["password"]] for one in log["tokenRequests"]],
            "refused": control("POST", "/faults", {"target": "token", "fault": {"kind": "hangs"}})[1]["error_description"],
            "reset": control("POST", "/reset", {})[0],
        }
    )
)
