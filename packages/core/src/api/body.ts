/** Writes the body of an API call and finds the secrets in it. */
import { InvalidRequest } from '../errors/errors.ts';
import type { Method } from '../catalog/endpoints.ts';

/** A request body in JSON, with its headers. */
export interface WrittenBody {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The passwords and credentials in the body. They are replaced if the server repeats them in an error. */
  readonly secrets: readonly string[];
}

const SECRET_NAME = /password|secret|credential|token/i;

/**
 * Returns a body as JSON, or `undefined` if there is none.
 *
 * @throws InvalidRequest if JSON cannot represent the body, or a GET has one; the message shows no value
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
    // JSON.stringify throws for a BigInt, a cycle or a failing toJSON. Its error may show a value, so it is dropped.
  }
  throw new InvalidRequest('The body is not an object that JSON can represent.');
}

/** Returns true for arrays and plain objects. JSON would write a stream, a form, a Map or a Promise as `{}` and lose its content silently. */
function isJsonObject(body: unknown): boolean {
  if (Array.isArray(body)) return true;
  return Object.prototype.toString.call(body) === '[object Object]' && !(Symbol.asyncIterator in (body as object));
}

/** Collects all values below a property whose name suggests a secret, at any depth. */
function collect(value: unknown, isSecret: boolean, secrets: string[]): void {
  if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) collect(inner, isSecret || SECRET_NAME.test(name), secrets);
  } else if (isSecret && (typeof value === 'string' || typeof value === 'number')) {
    secrets.push(String(value));
  }
}
