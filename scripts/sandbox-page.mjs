// The page docs/sandbox.md.
import { TABLES } from './sandbox-tables.mjs';
import { widgetsSection } from './sandbox-widgets-section.mjs';

export const SANDBOX_PAGE = `<!-- Written by \`npm run docs\` from packages/core/src/sandbox and scripts/sandbox-page.mjs. Do not edit. -->

# The sandbox

A stand-in for Linxo Connect: an authorization server, the API v2.1 and the widgets, over HTTP on your machine. It has users, banks and money
that adds up, enforces scopes, fails on demand, and shows what it was asked. It is a program of its own, for any client in any language,
and a function for tests in JavaScript: [Tests with the sandbox](testing.md).

It knows what Linxo's documentation says and what clients that shipped show; the rest is guessed, and [marked](#what-it-knows-of-linxo).
A test that passes here says something about your application. It is no proof that Linxo does the same.

## Start it

\`\`\`sh
npx --package @linxo-guard/core linxo-sandbox --port 4000
\`\`\`

Where the package is installed, \`npx linxo-sandbox\` is enough; in a clone of this repository it is \`npm run sandbox -- --port 4000\`. It
prints its URLs, its users with their passwords, the environment variables for an application of this library, and three \`curl\` commands
that work as they are: a token for the application, a token for a user, and a call with the user's token.

${TABLES.flags}

\`--host 0.0.0.0\` lets in everybody who can reach the machine, by plain HTTP and with passwords that are in these documents. The control API is
off then, unless an \`--admin-token\` is set. A request for a host name that the sandbox was not told is refused with 421, so that a page in
somebody's browser cannot reach it through a name of its own; addresses and \`localhost\` are always answered.

### A client that does not do what the documentation says

Basic credentials are taken raw and form-encoded by default; libraries do either. One client that shipped against Linxo sends its token requests
in JSON, with another provider. For it:

\`\`\`sh
npx linxo-sandbox --token-body any --provider linxoConnect
\`\`\`

openid-client, oauth4webapi, simple-oauth2, @badgateway/oauth2-client, Python's requests-oauthlib and authlib, and curl are run through both
flows in this project's tests. \`--basic raw\` and \`--basic form\` show whether a client depends on one of the two.

### In a container

\`npm run pack\` makes the package that [sandbox.Dockerfile](../sandbox.Dockerfile) installs:

\`\`\`sh
npm run pack
docker build --file sandbox.Dockerfile --tag linxo-sandbox .
docker run --publish 4000-4002:4000-4002 linxo-sandbox
\`\`\`

Beside an application, in Compose:

\`\`\`yaml
services:
  linxo-sandbox:
    image: linxo-sandbox
    command: ['--host-name', 'linxo-sandbox', '--admin-token', 'only-for-tests-0123']
    ports: ['4002:4002']
  application:
    build: .
    environment:
      LINXO_AUTHORIZATION_SERVER: http://linxo-sandbox:4000
      LINXO_API: http://linxo-sandbox:4001/v2.1
      LINXO_WIDGETS: http://linxo-sandbox:4002/v2.1
      LINXO_CLIENT_ID: linxo-sandbox-client
      LINXO_CLIENT_SECRET: linxo-sandbox-secret
      # This library takes http: URLs for these hosts only.
      LINXO_INSECURE_HOSTS: linxo-sandbox
\`\`\`

A browser outside of the containers follows the links of a widget session to \`http://localhost:4002\`, so publish that port.
\`--widgets-url\` changes it; the library takes links to \`https:\` URLs, and to \`http:\` URLs of the browser's own machine.

## Options

Of \`startSandbox(options)\`. An option that does not exist is refused, with those that do.

${TABLES.options}

\`startSandbox\` keeps no process alive: a test that forgets \`close()\` ends all the same. The command keeps running until Ctrl-C.

## Settings

\`sandbox.wire\` and \`sandbox.rules\` can be assigned to while it runs; \`--set wire.expiresIn=string\` sets one from the command line, and
\`PATCH /_sandbox/settings\` over HTTP.

${TABLES.settings}

## Users

${TABLES.users}

Users made with \`POST /users\` have every user scope and no bank. \`--users users.json\`, or the option \`users\`, replaces them all:

\`\`\`json
[
  {
    "username": "lea@example.org",
    "password": "a secret",
    "scopes": ["profile", "accounts_read"],
    "banks": [{ "bank": "littoral", "accounts": ["everyday", "card", "savings"] }]
  }
]
\`\`\`

\`scopes\` are those that tokens of the user may get (all user scopes if left out); \`"status": "FAILED"\` in a bank makes its consent expired.
Without \`banks\` a user has one with a current account and savings; \`[]\` means none.

${TABLES.accounts}

## Money and time

Every balance is the sum of the account's transactions, to the cent, from the deposit that opened the account. (A manual account has the
balance that it was given, and no transactions.) Salary, rent, subscriptions and savings recur; a transfer between two accounts has two equal sides;
the purchases of a deferred-debit card are paid by one debit at the end of the month; a loan pays interest. Card payments are \`PENDING\` for three days, then \`BOOKED\`.

The data end today, by the sandbox's clock, and reach back 18 months. \`frozenAt\`, \`--frozen-at\`, \`sandbox.clock\` and \`PUT /_sandbox/clock\` stop
and move the clock; token lifetimes, consents and dates follow it. Equal seeds on the same day give equal data.

A connection with \`auto_sync\` is synchronized once a day by that clock, as soon as its user's data are read, so that they go on ending
today. That renews no consent. Where the clock is set back, what has not happened yet is taken back.

${widgetsSection(TABLES)}
## Faults

\`sandbox.faults.next(target, fault, times)\`, \`always(target, fault)\`, or \`add(target, fault, { times, forMs, rate })\`: for a number of requests,
for a time by the sandbox's clock, or for a share of the requests, at random, and the same ones for equal seeds. A target is \`'token'\`,
\`'api'\`, \`'widgets'\`, an endpoint such as \`'GET /accounts/{id}'\`, or the token requests with certain parameters:
\`{ token: { username: 'camille@example.org' } }\`. A member with a question mark may be left out.

${TABLES.faults}

## Control it from any language

Calls are on the port of the authorization server. On loopback they need nothing; with an admin token, they need it as Bearer token. Every POST,
PUT and PATCH must say \`content-type: application/json\`, also without a body, and what a browser sends from a page of another origin is refused,
so that no page can use it. \`/_sandbox/openapi.json\` describes every call.

\`\`\`sh
# The next two token requests get a 503 that says when to come back.
curl http://127.0.0.1:4000/_sandbox/faults -H 'content-type: application/json' \\
     -d '{"target": "token", "fault": {"kind": "retryAfter", "status": 503, "after": 30}, "times": 2}'
# One call of the API in ten is reset, at random.
curl http://127.0.0.1:4000/_sandbox/faults -H 'content-type: application/json' \\
     -d '{"target": "api", "fault": {"kind": "reset"}, "rate": 0.1}'
# What was asked since, once there are three API calls.
curl 'http://127.0.0.1:4000/_sandbox/log?apiCalls=3'
\`\`\`

In Python:

\`\`\`python
import requests

CONTROL = "http://127.0.0.1:4000/_sandbox"

def test_the_application_survives_a_revoked_token(application):
    requests.post(f"{CONTROL}/reset", json={})
    application.sign_in("camille@example.org", "correct-horse-camille")
    requests.post(f"{CONTROL}/revocations", json={"username": "camille@example.org"})
    assert application.accounts()
    log = requests.get(f"{CONTROL}/log").json()
    assert [call["status"] for call in log["apiCalls"]] == [401, 200]
\`\`\`

${TABLES.calls}

${TABLES.logQuery}

## What it knows of Linxo

*Documented* by Linxo, *observed* in a client that shipped, *inferred* from other facts, or *guessed*. \`GET /_sandbox/knowledge\` has the same list.

${TABLES.knowledge}
`;
