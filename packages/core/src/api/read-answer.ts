/** Reads what the API answered: the checked payload, or an error that tells what went wrong. */
import type { z } from 'zod';
import type { Clock } from '../async/clock.ts';
import { ApiRequestRefused, ApiUnavailable, InvalidApiResponse, TokenRejected } from '../errors/errors.ts';
import type { HttpAnswer, HttpOutcome } from '../http/fetch.ts';
import { showForeignError, showForeignText } from '../http/redact.ts';
import { parseRetryAfter } from '../http/retry-after.ts';
import { readUpstream } from '../http/upstream.ts';

/** What is known of the call that was answered. */
export interface AnsweredCall {
  /** Its name, such as `GET /accounts`. */
  readonly name: string;
  /** What the answer has to be. Without one, it is passed on as it comes. */
  readonly schema?: z.ZodType | undefined;
  /** The tokens that were sent, and whatever else must not be shown. */
  readonly secrets: readonly string[];
  readonly clock: Clock;
  readonly timeoutMs: number;
}

const RETRY_AFTER_MS = 1000;

/**
 * The payload.
 *
 * @throws ApiUnavailable, ApiRequestRefused, TokenRejected, InvalidApiResponse
 */
export function readAnswer(outcome: HttpOutcome, call: AnsweredCall): unknown {
  const { name } = call;
  switch (outcome.kind) {
    case 'timeout':
      throw new ApiUnavailable(`The API did not answer ${name} within ${call.timeoutMs} ms.`, {
        retryAfterMs: RETRY_AFTER_MS,
      });
    case 'network': {
      const cause = showForeignError(outcome.error, call.secrets);
      throw new ApiUnavailable(`The API could not be reached, or broke off, at ${name}.`, {
        retryAfterMs: RETRY_AFTER_MS,
        cause,
      });
    }
    case 'too-large':
      throw new InvalidApiResponse(`The API's answer to ${name} is too long.`);
    case 'answer':
      if (outcome.status >= 200 && outcome.status < 300) return readPayload(outcome, call);
      throw refusalOf(outcome, call);
  }
}

function refusalOf(answer: HttpAnswer, { name, secrets, clock }: AnsweredCall): Error {
  const upstream = readUpstream(answer, secrets);
  const { status } = answer;
  if (status >= 500) {
    const retryAfterMs = parseRetryAfter(answer.headers.get('retry-after'), clock.now()) ?? RETRY_AFTER_MS;
    return new ApiUnavailable(`The API cannot serve ${name} now (${status}).`, { upstream, retryAfterMs });
  }
  if (status === 401) {
    const message = `The API refuses the access token at ${name}: a new one did not help, or was not to be had.`;
    return new TokenRejected(message, { upstream });
  }
  if (status < 400)
    return new InvalidApiResponse(`The API redirected ${name} (${status}): not followed with a token.`, { upstream });
  const retryAfterMs = parseRetryAfter(answer.headers.get('retry-after'), clock.now());
  const headers: Record<string, string> =
    status === 429 && retryAfterMs !== undefined ? { 'Retry-After': String(Math.ceil(retryAfterMs / 1000)) } : {};
  return new ApiRequestRefused(`Linxo's API refused ${name} with ${status}.`, { upstream, headers });
}

function readPayload(answer: HttpAnswer, { name, schema, secrets }: AnsweredCall): unknown {
  const parsedBody = parseBody(answer, name);
  const payload = name.startsWith('POST ') ? withLocationId(parsedBody, answer, name) : parsedBody;
  if (!schema) return payload;
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${showForeignText(path.join('.'), secrets) || 'the body'}: ${message}`);
  throw new InvalidApiResponse(`The API's answer to ${name} is not what it is known to be. ${problems.join('; ')}.`, {
    upstream: { status: answer.status },
  });
}

function parseBody({ body, status }: HttpAnswer, name: string): unknown {
  // Trimmed, it has no byte order mark either.
  const text = body.trim();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidApiResponse(`The API's answer to ${name} is not JSON.`, { upstream: { status } });
  }
}

/** Linxo answers a creation with an empty body: the id is the last segment of `Location`. */
function withLocationId(payload: unknown, { headers }: HttpAnswer, name: string): unknown {
  const last = lastSegment(headers.get('location') ?? '');
  const body = payload ?? {};
  // The list itself is not the new thing.
  if (last === undefined || name.endsWith(`/${last}`) || typeof body !== 'object' || Array.isArray(body))
    return payload;
  return (body as { id?: unknown }).id == null ? { ...body, id: decode(last) } : payload;
}

/** The last segment of a URL's path, be it absolute or relative. Its host is none. */
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
