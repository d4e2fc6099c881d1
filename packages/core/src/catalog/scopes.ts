/** The scopes of Linxo Connect, as Linxo's page "Authentication" describes them. The only place where they are written down. */

/** Whose access token carries a scope: the application's own (client credentials), or one of its users' (password grant). */
export const SUBJECT_TYPES = ['client', 'user'] as const;

/** One of {@link SUBJECT_TYPES}. */
export type SubjectType = (typeof SUBJECT_TYPES)[number];

interface ScopeFacts {
  /** What the scope allows, in Linxo's terms. */
  readonly allows: string;
  /** Whose token a guard asks for when a route declares this scope. */
  readonly subject: SubjectType;
  /** Scopes that this one includes by Linxo's wording. Inclusion is transitive; see {@link expandScopes}. */
  readonly includes: readonly string[];
  /** Where Linxo says so. */
  readonly source: string;
}

const AUTHENTICATION_PAGE = 'Linxo Connect, Accounts API, advanced guide, "Authentication"';

/**
 * Every scope that Linxo documents for the Accounts API v2: what it allows, who carries it, and what it includes.
 *
 * @see Linxo Connect, Accounts API, advanced guide, "Authentication"
 */
export const SCOPES = {
  accounts_read: {
    allows: "read the user's bank accounts: bank name, account name, balance",
    subject: 'user',
    includes: [],
    source: AUTHENTICATION_PAGE,
  },
  accounts_manage: {
    allows: 'accounts_read, and update, create and delete bank accounts',
    subject: 'user',
    includes: ['accounts_read'],
    source: AUTHENTICATION_PAGE,
  },
  connections_manage: {
    allows:
      "update a connection's credentials, add connections, generate keys that encrypt data, subscribe to the synchronization event queue",
    subject: 'user',
    includes: [],
    source: AUTHENTICATION_PAGE,
  },
  connections_sync: {
    allows: 'trigger a synchronization',
    subject: 'user',
    includes: [],
    source: AUTHENTICATION_PAGE,
  },
  transactions_read: {
    allows: 'read bank accounts, connections and transactions',
    subject: 'user',
    includes: ['accounts_read'],
    source: AUTHENTICATION_PAGE,
  },
  profile: {
    allows: "read the user's profile",
    subject: 'user',
    includes: [],
    source: AUTHENTICATION_PAGE,
  },
  profile_edit: {
    allows: "profile, and update and delete the user's profile",
    subject: 'user',
    includes: ['profile'],
    source: AUTHENTICATION_PAGE,
  },
  users_create: {
    allows: 'create users',
    subject: 'client',
    includes: [],
    source: AUTHENTICATION_PAGE,
  },
  openid: {
    allows: "nothing that is described; it appears in the page's example of the password grant",
    subject: 'user',
    includes: [],
    source: AUTHENTICATION_PAGE,
  },
} as const satisfies Record<string, ScopeFacts>;

/** The name of a scope of Linxo Connect, such as `'accounts_read'`. */
export type Scope = keyof typeof SCOPES;

/** All scope names, in the order of the table. */
export const SCOPE_NAMES = Object.keys(SCOPES) as readonly Scope[];

/** The scope that a token is asked for where any valid token will do: it opens no data, and Linxo's own example asks for it. */
export const SCOPE_FOR_ANY_TOKEN: Scope = 'openid';

/** Whether a string names a scope of {@link SCOPES}. */
export function isScope(value: unknown): value is Scope {
  return typeof value === 'string' && Object.hasOwn(SCOPES, value);
}

/** The scopes that are carried by the application, or by a user. */
export type ScopeOfSubject<C extends SubjectType> = {
  [S in Scope]: (typeof SCOPES)[S]['subject'] extends C ? S : never;
}[Scope];

/** A scope and all that it includes, transitively. */
export type ScopeClosure<S extends Scope> = S extends Scope
  ? S | ScopeClosure<Extract<(typeof SCOPES)[S]['includes'][number], Scope>>
  : never;
