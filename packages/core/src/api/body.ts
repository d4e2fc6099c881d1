/** Writes the body of an API call, and knows which parts of it must not be shown. */
import { InvalidRequest } from '../errors/errors.ts';
import type { Method } from '../catalog/endpoints.ts';

/** A body, ready to be sent. */
export interface WrittenBody {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Passwords and credentials in it: a server that repeats them in an error must not get them into a log. */
  readonly secrets: readonly string[];
}

const SECRET_NAME = /password|secret|credential|token/i;

/**
 * A body as JSON, or nothing where there is none.
 *
 * @throws InvalidRequest when JSON cannot hold it, or a GET has one; no value is shown
 */
export function writeBody(method: Method, body: unknown): WrittenBody | undefined {
  if (body === undefined) return undefined;
  if (method === 'GET') throw new InvalidRequest('A GET takes no body: its parameters go into query.');
  const text = asJson(body);
  const secrets: string[] = [];
  collect(JSON.parse(text), false, secrets);
  return { text, headers: { 'content-type': 'application/json' }, secrets };
}

function asJson(body: unknown): string {
  try {
    const text = isJsonObject(body) ? JSON.stringify(body) : undefined;
    if (text !== undefined) return text;
  } catch {
    // A BigInt, a cycle, a toJSON that throws: what was thrown may show a value.
  }
  throw new InvalidRequest('The body is not an object that JSON can hold.');
}

/** JSON writes a stream, a form, a Map or a Promise as `{}`: what the caller gave would be lost without a word. */
function isJsonObject(body: unknown): boolean {
  if (Array.isArray(body)) return true;
  return Object.prototype.toString.call(body) === '[object Object]' && !(Symbol.asyncIterator in (body as object));
}

/** Gathers the values under a name that speaks of a secret, at any depth. */
function collect(value: unknown, isSecret: boolean, secrets: string[]): void {
  if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) collect(inner, isSecret || SECRET_NAME.test(name), secrets);
  } else if (isSecret && (typeof value === 'string' || typeof value === 'number')) {
    secrets.push(String(value));
  }
}
