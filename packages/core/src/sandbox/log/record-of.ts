/** Creates the log record of a request that has just arrived. */
import type { Exchange } from '../http/exchange.ts';
import { readForm } from '../http/form.ts';
import type { ApiCallRecord, CallRecord, ClientAuthenticationSeen, TokenRequestRecord } from './records.ts';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function callRecord(exchange: Exchange, at: number): Mutable<CallRecord> {
  return {
    at,
    method: exchange.method,
    path: exchange.path,
    query: readQuery(exchange.query),
    headers: exchange.headers,
    body: exchange.body,
    form: { ...readForm(exchange).values },
    status: undefined,
    abandoned: false,
  };
}

export function tokenRequestRecord(exchange: Exchange, at: number): Mutable<TokenRequestRecord> {
  const call = callRecord(exchange, at);
  return {
    ...call,
    grantType: call.form['grant_type'],
    clientAuthentication: authenticationSeen(exchange, call.form),
    scopeAsked: call.form['scope'],
    scopeGranted: undefined,
    username: call.form['username'],
  };
}

export function apiCallRecord(exchange: Exchange, at: number, endpoint: string | undefined): Mutable<ApiCallRecord> {
  const accessToken = /^Bearer (.+)$/i.exec(exchange.headers['authorization'] ?? '')?.[1];
  return { ...callRecord(exchange, at), endpoint, accessToken };
}

/** Returns the query's parameters. One that occurs several times has a list. */
function readQuery(query: URLSearchParams): CallRecord['query'] {
  const values = [...new Set(query.keys())].map((name) => {
    const [first = '', ...others] = query.getAll(name);
    return [name, others.length === 0 ? first : [first, ...others]] as const;
  });
  return Object.fromEntries(values);
}

function authenticationSeen(exchange: Exchange, form: Readonly<Record<string, string>>): ClientAuthenticationSeen {
  const inHeader = /^basic /i.test(exchange.headers['authorization'] ?? '');
  const inBody = form['client_secret'] !== undefined;
  if (inHeader && inBody) return 'several';
  if (inHeader) return 'client_secret_basic';
  return inBody ? 'client_secret_post' : 'none';
}
