/** The table of Linxo Connect's scopes, from Linxo's page "Authentication". No other file repeats them. */

/** The subjects of access tokens: `client` is the application itself (client credentials), `user` one of its users (password grant). */
export const SUBJECT_TYPES = ['client', 'user'] as const;

/** Says whether a token belongs to the application (`'client'`) or to one of its users (`'user'`). */
export type SubjectType = (typeof SUBJECT_TYPES)[number];

interface ScopeFacts {
  /** Describes in Linxo's terms what a token with this scope may do. */
  readonly allows: string;
  /** A guard that declares this scope uses a token of this subject type. */
  readonly subject: SubjectType;
  /** The scopes that this one includes by Linxo's wording. Inclusion is transitive; see {@link expandScopes}. */
  readonly includes: readonly string[];
  /** The Linxo page that documents the scope. */
  readonly source: string;
}

const AUTHENTICATION_PAGE = 'Linxo Connect, Accounts API, advanced guide, "Authentication"';

/**
 * Every scope that Linxo documents for the Accounts API v2, with its meaning, its subject type and the scopes that it includes.
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
    allows: "nothing that Linxo describes; the scope appears in Linxo's example of the password grant",
    subject: 'user',
    includes: [],
    source: AUTHENTICATION_PAGE,
  },
} as const satisfies Record<string, ScopeFacts>;

/** The name of a scope of Linxo Connect, such as `'accounts_read'`. */
export type Scope = keyof typeof SCOPES;

/** All scope names, in the order of the table. */
export const SCOPE_NAMES = Object.keys(SCOPES) as readonly Scope[];

/** The scope that is requested when any valid token will do. It permits no access to data, and Linxo's own example requests it. */
export const SCOPE_FOR_ANY_TOKEN: Scope = 'openid';

/** Returns true if the value is the name of a scope in {@link SCOPES}. */
export function isScope(value: unknown): value is Scope {
  return typeof value === 'string' && Object.hasOwn(SCOPES, value);
}

/** A scope and all scopes that it includes, transitively. */
export type ScopeClosure<S extends Scope> = S extends Scope
  ? S | ScopeClosure<Extract<(typeof SCOPES)[S]['includes'][number], Scope>>
  : never;
