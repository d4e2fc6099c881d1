// Writes the page of the token policy from core's tables: what each failure means, where it is remembered, and the numbers.
import { COOL_DOWN_RULES } from '../packages/core/dist/cool-down/cool-down-rules.js';
import { ERROR_CODES } from '../packages/core/dist/errors/error-codes.js';
import { readTokenError } from '../packages/core/dist/oauth/token-error.js';
import { ERROR_MEANINGS, failureOf } from '../packages/core/dist/oauth/token-failure.js';
import { POLICY_NUMBERS } from '../packages/core/dist/options/token-policy.js';
import { FAILURES, LEVELS } from './policy-words.mjs';

const code = (text) => `\`${text}\``;
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const valueOf = (name) => POLICY_NUMBERS[name].default;
const count = (name) => valueOf(name).toLocaleString('en');
const time = (name) =>
  valueOf(name) >= 1_000 ? `${(valueOf(name) / 1_000).toLocaleString('en')} s` : `${valueOf(name)} ms`;
const percent = (name) => `${Math.round(valueOf(name) * 100)} %`;

const PAUSES = {
  'back-off': 'back-off',
  refusal: time('refusalCoolDownMs'),
};

/** Returns the error codes with this meaning for a grant, and those that mean it for both. */
function codesOf(failure, grant) {
  return Object.entries(ERROR_MEANINGS)
    .filter(([, meaning]) => (typeof meaning === 'object' ? meaning[grant] : meaning) === failure)
    .map(([name]) => name);
}

/** Returns the error that callers get for a sample of the failure, made by the same code that makes it for them. */
function errorOf(failure) {
  const { sample, grant = 'password' } = FAILURES[failure];
  const answer = { error: undefined, isEmpty: false, namesDelay: false, ...sample };
  if (failureOf(answer, grant) !== failure)
    throw new Error(`The sample of ${failure} means ${failureOf(answer, grant)}`);
  const body = answer.isEmpty ? '' : JSON.stringify({ error: answer.error });
  return readTokenError(
    { kind: 'answer', status: answer.status, headers: new Headers(), body },
    { url: '', grant: { type: grant, parameters: {} }, scope: '', secrets: [], hint: '', nowMs: 0, maxRetryAfterMs: 0 },
  ).error;
}

function answersOf(failure) {
  const { said, grant } = FAILURES[failure];
  const both = codesOf(failure, 'password').filter((name) => codesOf(failure, 'client_credentials').includes(name));
  const onlyOf = (type) =>
    grant && grant !== type ? [] : codesOf(failure, type).filter((name) => !both.includes(name));
  const only = (type, words) => (onlyOf(type).length > 0 ? [`${onlyOf(type).map(code).join(', ')} ${words}`] : []);
  const parts = [
    ...(both.length > 0 ? [both.map(code).join(', ')] : []),
    ...only('password', 'to a password grant'),
    ...only('client_credentials', 'to client credentials'),
    ...(said ? [said + (grant ? ` to ${grant === 'password' ? 'a password grant' : 'client credentials'}` : '')] : []),
  ];
  return parts.join('; ');
}

function placeOf({ level, spreads }) {
  return LEVELS[level].cell + (spreads ? `; ${LEVELS[spreads.to].cell}, ${LEVELS[spreads.to].after}` : '');
}

function pauseOf({ pause, heedsRetryAfter }) {
  return PAUSES[pause] + (heedsRetryAfter ? ', or `Retry-After` if that is longer' : '');
}

const failures = table(
  ['what came back', 'error', 'remembered for', 'how long', 'retryable'],
  Object.entries(COOL_DOWN_RULES).map(([failure, rule]) => {
    const error = errorOf(failure);
    return [
      answersOf(failure),
      code(error.code),
      placeOf(rule),
      pauseOf(rule),
      ERROR_CODES[error.code].retryable ? 'yes' : 'no',
    ];
  }),
);

const numbers = table(
  ['number', 'default', 'minimum', 'maximum', 'meaning'],
  Object.entries(POLICY_NUMBERS).map(([name, facts]) => [
    code(name),
    `${facts.default.toLocaleString('en')} ${facts.unit === 'ratio' || facts.unit === 'count' ? '' : facts.unit}`.trim(),
    facts.min.toLocaleString('en'),
    facts.max.toLocaleString('en'),
    facts.why,
  ]),
);

/** The page in Markdown. */
export const POLICY_PAGE = `<!-- Written by \`npm run docs\` from the tables of packages/core/src (cool-down, oauth, errors, options). Do not edit. -->

# The token policy

What happens when a token cannot be had: who waits, how long, and what your callers are told. The numbers are at the end, and each of them
is an option.

## Where a failure is remembered

A failure is remembered where its cause is, and no longer than the cause lasts. It blocks that place and what is in it. Everybody else is
served: a wrong password of one user holds up nobody but that user.

![Boxes in boxes: the server, in it the two grant types, in each its subjects, in each its requests](policy.svg)

While a failure is remembered, calls that would meet it get its error at once, without a request. At the end of the pause **one** request
finds out whether the cause has passed; meanwhile the others still get the error. Its success ends the pause for all, its failure starts
the next one. An answer also ends what it disproves: a server that refuses a password is up.

\`connect.status()\` says \`failing\` only for the two widest places, because only they are in everybody's way. Cached tokens serve all the
while: a failure of a refresh is never seen by your callers before the token itself ends.

## What each answer means

${failures}

Codes are compared exactly, and as the server said them. Those of an outage count with any status, the others with
200 and with 4xx. If a function of yours throws (\`user\`, \`password\`, \`clientSecret\`), your callers get what it threw; if it gives
nothing in time, \`ERR_APPLICATION_TIMEOUT\`. Neither is remembered: the next call asks it again. [Errors](errors.md) says what to do about each code.

## Retries and pauses

- With no token to serve, a request is repeated ${count('retries')} times after a network failure, a 5xx or a 429, with pauses from
  ${time('retryDelayMs')} on, never beyond the deadline and never into a pause. A probe and a refresh in the background are not repeated.
- A back-off begins with ${time('backoffMinMs')} and doubles up to ${time('backoffMaxMs')}, a little shorter at random. It doubles once per
  wave: fifty requests that were under way together and fail together count as one failure. It is forgotten ${time('backoffMaxMs')} after
  its end.
- \`Retry-After\` binds the subject that met it. It can lengthen a pause and never shortens one. However much a server asks for, one
  request probes after ${time('maxRetryAfterMs')}, and your callers are told no more than that.
- A new secret is tried at once. When \`invalid_client\` comes back, a \`clientSecret\` function is asked again, and the request is repeated
  if the secret has changed. While a refusal is remembered, your function is asked again at most once in ${time('rereadMs')}.

## Guessing

After ${count('maxGuesses')} different refused passwords for one username, further unknown ones are slowed down: one after 1 s, then 2 s, 4 s,
up to one a minute. The others get \`ERR_TOO_MANY_ATTEMPTS\` (429 with \`Retry-After\`) and are not sent. Nobody is locked out by name: a user
with a cached token is served, and passwords that are functions are never slowed down, because there your application says who the user is.

## One deadline

\`timeoutMs\` (10 s) counts from the call, once, for everything that the call waits for: your \`user\`, \`password\` and \`clientSecret\`
functions, the line, another process' lock, and every attempt (each at most ${time('attemptTimeoutMs')}). Who joins a request that is under way
shares what comes of it. A function that hangs is left, and the next call asks it again. \`close()\` ends every wait at once. A process that
waits ends with its error; one whose work is done exits, without \`close()\`.

## The line

At most ${count('maxTokenRequests')} token requests are under way at once, ${count('maxTokenRequestsPerUser')} of them for one username. The
others wait in line inside their deadline. Your application's own requests go first, and users take turns. Your
\`password\` functions have a line of their own, as long: those that hang hold up neither passwords given as text nor your application.

## The life of a token

A lifetime counts from the moment the request was sent. In its last part (${time('refreshAheadMs')}, or ${percent('refreshAheadRatio')} if that is
shorter) the token still serves while the next one is fetched in the background. It is not handed out in the last
${time('expiryMarginMs')} (or ${percent('expiryMarginRatio')}).

## The numbers

Each number is an option: \`createLinxo({ …, policy: { maxSubjects: 50_000 } })\`. In addition, \`timeoutMs\` is the time limit of a call.

${numbers}
`;
