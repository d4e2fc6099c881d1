/**
 * Linxo's scopes and their inclusions, as the sandbox reads the documentation. No other part of the package uses this table.
 */

/** Each scope, with the scopes that it includes by Linxo's wording. */
const SANDBOX_SCOPES = {
  openid: [],
  profile: [],
  profile_edit: ['profile'],
  accounts_read: [],
  accounts_manage: ['accounts_read'],
  transactions_read: ['accounts_read'],
  connections_manage: [],
  connections_sync: [],
  users_create: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type SandboxScope = keyof typeof SANDBOX_SCOPES;

export const SCOPE_NAMES = Object.keys(SANDBOX_SCOPES) as readonly SandboxScope[];

/** The scopes that a user's token can have. */
export const USER_SCOPES: readonly SandboxScope[] = SCOPE_NAMES.filter((scope) => scope !== 'users_create');

/** The scopes that the default client may get by client credentials: to create users, and to read for them (admin mode). */
export const CLIENT_SCOPES: readonly SandboxScope[] = [
  'openid',
  'users_create',
  'profile',
  'accounts_read',
  'transactions_read',
];

export function isScope(name: string): name is SandboxScope {
  return Object.hasOwn(SANDBOX_SCOPES, name);
}

/** Returns the scopes together with the scopes that they include, if inclusions are honoured. */
export function expandScopes(scopes: Iterable<string>, honourInclusions: boolean): ReadonlySet<string> {
  const expanded = new Set(scopes);
  if (!honourInclusions) return expanded;
  for (const scope of expanded) {
    if (isScope(scope)) for (const included of SANDBOX_SCOPES[scope]) expanded.add(included);
  }
  return expanded;
}

/**
 * Parses a `scope` parameter: names with one space between them (RFC 6749 section 3.3). Returns `undefined` if it is malformed.
 */
export function parseScope(text: string): readonly string[] | undefined {
  const names = text.split(' ');
  return names.every((name) => /^[\x21\x23-\x5B\x5D-\x7E]+$/.test(name)) ? [...new Set(names)] : undefined;
}
