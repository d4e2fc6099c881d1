/** Writes one line about an answered request, with secrets struck out. */
import type { Exchange, Role } from '../http/exchange.ts';
import { readForm } from '../http/form.ts';
import { isControlPath } from '../target.ts';
import { isSecretName, STRUCK_OUT } from './redact.ts';

export interface Answered {
  readonly exchange: Exchange;
  readonly atMs: number;
  readonly durationMs: number;
  /** It is `undefined` if no answer was sent. */
  readonly status: number | undefined;
  readonly scopeGranted: string | undefined;
  /** The kind of the fault that was applied. */
  readonly fault: string | undefined;
}

const ROLES: Readonly<Record<Role, string>> = { authorizationServer: 'auth', api: 'api', widgets: 'widgets' };

export function logLine({ exchange, atMs, durationMs, status, scopeGranted, fault }: Answered): string {
  return [
    new Date(atMs).toISOString(),
    (isControlPath(exchange.path) ? 'control' : ROLES[exchange.role]).padEnd(7),
    status === undefined ? 'no answer' : String(status),
    `${Math.round(durationMs)} ms`,
    exchange.method,
    exchange.path + shownQuery(exchange.query),
    ...tokenWords(exchange, scopeGranted),
    ...(fault === undefined ? [] : [`[fault: ${fault}]`]),
  ].join(' ');
}

function shownQuery(query: URLSearchParams): string {
  const shown = new URLSearchParams();
  for (const [name, value] of query) shown.append(name, isSecretName(name) ? STRUCK_OUT : value);
  return shown.size === 0 ? '' : `?${shown.toString()}`;
}

/** Says of a token request which grant, whose token, and which scopes were asked for and granted. */
function tokenWords(exchange: Exchange, scopeGranted: string | undefined): readonly string[] {
  if (exchange.role !== 'authorizationServer' || exchange.path !== '/token') return [];
  const { grant_type: grant, username, scope } = readForm(exchange).values;
  // A text of the client's is quoted, so that it cannot pretend to be another line.
  const quoted = (text: string | undefined): string[] => (text === undefined ? [] : [JSON.stringify(text)]);
  return [
    ...quoted(grant),
    ...quoted(username),
    ...quoted(scope),
    ...(scopeGranted === undefined ? [] : ['->', scopeGranted]),
  ];
}
