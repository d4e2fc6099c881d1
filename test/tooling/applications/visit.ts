/** Visits an application, and prints what it answers: one line for each request. */
import type { Sandbox } from '@linxo-guard/core/sandbox';

const VISITS = [
  ['/public', 'nobody'],
  ['/api/accounts', 'camille'],
  ['/api/accounts', 'nobody'],
  ['/api/accounts/66300003', 'camille'],
  ['/api/accounts/none', 'camille'],
  ['/api/scopes', 'camille'],
  ['/api/scopes', 'mehdi'],
  ['/api/transactions', 'mehdi'],
  ['/api/users', 'camille'],
  ['/api/users', 'nobody'],
] as const;

export async function visit(origin: string, sandbox: Sandbox): Promise<void> {
  for (const [path, user] of VISITS) await visitOne(origin, path, user);
  sandbox.faults.always('api', { kind: 'html', status: 200 });
  await visitOne(origin, '/api/accounts', 'camille');
  sandbox.faults.always('token', { kind: 'retryAfter', status: 503, after: 7 });
  await visitOne(origin, '/api/accounts', 'odette');
}

async function visitOne(origin: string, path: string, user: string): Promise<void> {
  const response = await fetch(origin + path, { headers: { 'x-user': user } });
  const body = (await response.json()) as object;
  const shown = Array.isArray(body) ? `${body.length} of them` : 'code' in body ? body.code : Object.keys(body)[0];
  const told = ['www-authenticate', 'retry-after'].flatMap((name) => response.headers.get(name) ?? []);
  console.log([user, path, response.status, shown, ...told].join(', '));
}
