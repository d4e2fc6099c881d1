/** The arguments of a token manager's methods, and what they resolve to. */
import type { Scope } from '../catalog/scopes.ts';
import type { Subject } from '../subject/subject.ts';

/** Says which token is wanted. */
export interface TokenOptions {
  /** Whose token: `'client'`, or a resource owner's credentials. */
  readonly subject: Subject;
  /** The scopes that the token must have been granted, inclusions counted. At least one. */
  readonly scopes: readonly Scope[];
}

/** Options of {@link TokenManager.getAccessToken}. */
export interface GetAccessTokenOptions extends TokenOptions {
  /** Ends this caller's wait for the token, and nobody else's. */
  readonly signal?: AbortSignal | undefined;
  /**
   * True to ask the authorization server in any case, by a request that no other call shares: to check a password that somebody has
   * typed, which has to be given as text. Cool-downs and the limit of guesses apply, and the token is cached. Default: false.
   */
  readonly fresh?: boolean | undefined;
}

/** The result of forgetting tokens. In this process they are gone in any case. */
export interface Forgotten {
  /**
   * True if the shared store has it too, or none is set. If it is false, another process may serve the tokens until they expire.
   */
  readonly everywhere: boolean;
}
