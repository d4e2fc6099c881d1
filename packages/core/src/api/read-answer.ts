/** Reads the API's answer: returns the checked payload, or throws the error that says what went wrong. */
import type * as z from 'zod';
import type { Clock } from '../async/clock.ts';
import { ApiRequestRefused, ApiUnavailable, InvalidApiResponse, TokenRejected } from '../errors/errors.ts';
import { DEFAULT_RETRY_AFTER_MS, LONGEST_RETRY_AFTER_MS } from '../errors/outage.ts';
import { withVariable } from '../catalog/variables.ts';
import type { HttpAnswer, HttpOutcome } from '../http/fetch.ts';
import { namesVersion } from '../options/base-url.ts';
import { MAX_PROBLEMS } from '../http/list-schema.ts';
import { showForeignError, showForeignText } from '../http/redact.ts';
import { parseRetryAfter } from '../http/retry-after.ts';
import { readUpstream } from '../http/upstream.ts';
import { passesUnchanged } from './passes-unchanged.ts';

/** The call whose answer is read. */
export interface ReadAnswerOptions {
  /** The name of the endpoint, such as `GET /accounts`. */
  readonly name: string;
  /** The schema of the payload. Without one, the payload passes through unchecked. */
  readonly schema?: z.ZodType | undefined;
  /** The tokens that were sent, and all other values that no message may show. */
  readonly secrets: readonly string[];
  readonly clock: Clock;
  /** The time limit of the call, in milliseconds. */
  readonly timeoutMs: number;
  /** The scopes of the token that seems to have displaced a refused one. */
  readonly displacedBy?: string | undefined;
  /** The base URL that was called. */
  readonly baseUrl: string;
  /** The option of the base URL. Default: `environment.api`. */
  readonly baseUrlOption?: 'environment.api' | 'environment.widgets';
}

/**
 * Returns the payload of an answer.
 *
 * @throws ApiUnavailable if there is no answer, or a 5xx
 * @throws TokenRejected for a 401, ApiRequestRefused for any other 4xx
 * @throws InvalidApiResponse if the answer is a redirect, not what the endpoint is documented to return, or a 404 because the base URL
 *   has no version
 */
export function readAnswer(outcome: HttpOutcome, call: ReadAnswerOptions): unknown {
  const { name } = call;
  switch (outcome.kind) {
    case 'timeout':
      throw new ApiUnavailable(`The API did not answer ${name} within ${call.timeoutMs} ms.`, {
        retryAfterMs: DEFAULT_RETRY_AFTER_MS,
      });
    case 'network': {
      const cause = showForeignError(outcome.error, call.secrets);
      throw new ApiUnavailable(`The API could not be reached, or broke off, at ${name}.`, {
        retryAfterMs: DEFAULT_RETRY_AFTER_MS,
        cause,
      });
    }
    case 'too-large':
      throw new InvalidApiResponse(`The API's answer to ${name} is longer than ${outcome.maxBytes} bytes.`);
    case 'answer':
      if (outcome.status >= 200 && outcome.status < 300) return readPayload(outcome, call);
      throw refusalOf(outcome, call);
  }
}

function refusalOf(
  answer: HttpAnswer,
  { name, secrets, clock, displacedBy, baseUrl, baseUrlOption = 'environment.api' }: ReadAnswerOptions,
): Error {
  const upstream = readUpstream(answer, secrets);
  const { status } = answer;
  if (status >= 500 || status === 429) {
    const saidMs = parseRetryAfter(answer.headers.get('retry-after'), clock.now()) ?? DEFAULT_RETRY_AFTER_MS;
    const retryAfterMs = Math.min(saidMs, LONGEST_RETRY_AFTER_MS);
    return new ApiUnavailable(`The API cannot serve ${name} now (${status}).`, { upstream, retryAfterMs });
  }
  if (status === 401) {
    const message = `The API refuses the access token at ${name}: a new one was refused as well, or was not available.`;
    return new TokenRejected(message + displacement(displacedBy), { upstream });
  }
  if (status < 400)
    return new InvalidApiResponse(`The API redirected ${name} (${status}): not followed with a token.`, { upstream });
  // Without a path parameter, there is nothing that a caller could have asked for in vain.
  const isMissing = status === 404 && !name.includes('{');
  const hint = isMissing
    ? ` It should be there: check ${withVariable(baseUrlOption)}, which ends with the version of the API, such as /v2.1.`
    : '';
  const message = `Linxo's API refused ${name} with ${status}.${hint}`;
  // A URL without the version is a mistake of the application's, so the caller is not told that something does not exist.
  if (isMissing && !namesVersion(baseUrl)) return new InvalidApiResponse(message, { upstream });
  return new ApiRequestRefused(message, { upstream });
}

function displacement(byScope: string | undefined): string {
  if (byScope === undefined) return '';
  return (
    ` A token for "${byScope}" was fetched for the same user after it: the authorization server seems to keep only one token of each` +
    ' user alive. Declare the scopes of both routes on each of them, so that one token serves both.'
  );
}

function readPayload(answer: HttpAnswer, { name, schema, secrets }: ReadAnswerOptions): unknown {
  const parsedBody = parseBody(answer, name);
  const payload = name.startsWith('POST ') ? withLocationId(parsedBody, answer, name) : parsedBody;
  if (!schema || passesUnchanged(schema, payload)) return payload;
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, MAX_PROBLEMS)
    .map(({ path, message }) => `${showForeignText(path.join('.'), secrets) || 'the body'}: ${message}`);
  throw new InvalidApiResponse(`The API's answer to ${name} has an unexpected form. ${problems.join('; ')}.`, {
    upstream: { status: answer.status },
  });
}

function parseBody({ body, status }: HttpAnswer, name: string): unknown {
  // trim() also removes a byte order mark.
  const text = body.trim();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidApiResponse(`The API's answer to ${name} is not JSON.`, { upstream: { status } });
  }
}

/** Adds the id of a created resource from `Location`, because Linxo answers a creation with an empty body. */
function withLocationId(payload: unknown, { headers }: HttpAnswer, name: string): unknown {
  const last = lastSegment(headers.get('location') ?? '');
  const body = payload ?? {};
  // A Location that names the list itself has no id.
  if (last === undefined || name.endsWith(`/${last}`) || typeof body !== 'object' || Array.isArray(body))
    return payload;
  return (body as { id?: unknown }).id == null ? { ...body, id: decode(last) } : payload;
}

/** Returns the last segment of the path of an absolute or relative URL. */
function lastSegment(location: string): string | undefined {
  const base = 'http://localhost/';
  if (!URL.canParse(location, base)) return undefined;
  return new URL(location, base).pathname.split('/').findLast((segment) => segment !== '');
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
