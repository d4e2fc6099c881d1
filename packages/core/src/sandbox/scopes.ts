/** The sandbox's own reading of Linxo's scopes: which exist, and which one opens another. Shared with no other part of the package. */

/** Each scope, with the other scopes whose doors it opens too by Linxo's wording. */
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

/** Every scope that a user's token can carry. */
export const USER_SCOPES: readonly SandboxScope[] = (Object.keys(SANDBOX_SCOPES) as SandboxScope[]).filter(
  (scope) => scope !== 'users_create',
);

/** What the default client may have by client credentials: creating users, and reading for them (admin mode). */
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

/** What these scopes open: themselves and, where inclusions are honoured, what they include. */
export function openedBy(scopes: Iterable<string>, honourInclusions: boolean): ReadonlySet<string> {
  const opened = new Set(scopes);
  if (!honourInclusions) return opened;
  for (const scope of opened) {
    if (isScope(scope)) for (const included of SANDBOX_SCOPES[scope]) opened.add(included);
  }
  return opened;
}

/** Reads a `scope` parameter: names with one space between them (RFC 6749 section 3.3). `undefined` where it is malformed. */
export function parseScope(text: string): readonly string[] | undefined {
  const names = text.split(' ');
  return names.every((name) => /^[\x21\x23-\x5B\x5D-\x7E]+$/.test(name)) ? [...new Set(names)] : undefined;
}
