/** The subject of a token, as applications name it: the application itself, or one of its users. */

/** A resource owner's Linxo credentials (RFC 6749 section 4.3). */
export interface ResourceOwner {
  readonly username: string;
  /**
   * The password, or a function (may be async) that is called only when a token has to be fetched: for applications that keep
   * passwords encrypted. With a function, the application is trusted: whoever it names this username for may have the token. Never
   * give what somebody has just typed as a function: it would not be checked.
   */
  readonly password: string | (() => string | Promise<string>);
}

/** Names whose token is wanted: `'client'` for the application's own, a resource owner for a user's. */
export type Subject = 'client' | ResourceOwner;
