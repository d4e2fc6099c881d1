/** Helpers of the sandbox's tests, which fetch tokens and call the API with plain `fetch`. */

import { onTestFinished } from 'vitest';
import { SANDBOX_USERS, startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts';

export interface TokenBody {
  readonly access_token: string;
  readonly token_type: string;
  readonly expires_in: unknown;
  readonly scope?: string;
}

/** The time at which the clocks of tests stand still, in seconds since the epoch: a Monday morning. */
export const TEST_TIME = Date.UTC(2026, 5, 15, 6) / 1000;

/** Starts a sandbox whose clock stands still, unless the test gives it one, and which is closed when the test ends. */
export async function sandboxForTest(options: SandboxOptions = {}): Promise<Sandbox> {
  const time = options.clock === undefined ? { frozenAt: TEST_TIME * 1000 } : {};
  const sandbox = await startSandbox({ ...time, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

export function postForm(
  sandbox: Sandbox,
  form: Readonly<Record<string, string>> | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${sandbox.authorizationServer}/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
}

export function basic(id: string, secret: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
}

/** The parameters of the documented password grant. */
export function passwordForm(
  { options: { clientId, clientSecret } }: Sandbox,
  scope: string,
  user: { readonly username: string; readonly password: string } = SANDBOX_USERS.camille,
): Record<string, string> {
  const { username, password } = user;
  const client = { client_id: clientId, client_secret: clientSecret };
  return { grant_type: 'password', username, password, provider: 'connect', scope, ...client };
}

export async function userToken(
  sandbox: Sandbox,
  scope: string,
  user?: { readonly username: string; readonly password: string },
): Promise<string> {
  return tokenIn(await postForm(sandbox, passwordForm(sandbox, scope, user)));
}

export async function clientToken(sandbox: Sandbox, scope: string): Promise<string> {
  const { clientId, clientSecret } = sandbox.options;
  return tokenIn(await postForm(sandbox, { grant_type: 'client_credentials', scope }, basic(clientId, clientSecret)));
}

async function tokenIn(response: Response): Promise<string> {
  const body = (await response.json()) as Partial<TokenBody>;
  if (body.access_token === undefined) throw new Error(`No token: ${response.status} ${JSON.stringify(body)}`);
  return body.access_token;
}

export interface CallOptions {
  readonly method?: string;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function call(
  sandbox: Sandbox,
  token: string,
  path: string,
  { method = 'GET', json, headers = {} }: CallOptions = {},
): Promise<Response> {
  const body = json === undefined ? {} : { body: JSON.stringify(json) };
  const type = json === undefined ? {} : { 'content-type': 'application/json' };
  return fetch(sandbox.api + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...type, ...headers },
    ...body,
  });
}

/** Returns the parsed answer of a GET. */
export async function get<T = unknown>(sandbox: Sandbox, token: string, path: string): Promise<T> {
  const response = await call(sandbox, token, path);
  return (await response.json()) as T;
}
