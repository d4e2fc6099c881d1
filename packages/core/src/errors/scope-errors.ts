/** The errors of scopes that were not granted. */
import type { Scope } from '../catalog/scopes.ts';
import { type ErrorDetails, LinxoError } from './linxo-error.ts';

/** The scopes of a requirement that was not met. */
export interface ScopeShortfall {
  /** The required scopes: all of them, or any one set of `alternatives` if there are any. */
  readonly requiredScopes: readonly Scope[];
  /** The required scopes that were not granted. */
  readonly missingScopes: readonly Scope[];
  /** For a requirement with alternatives, the sets of scopes of which each would have been enough. */
  readonly alternatives?: readonly (readonly Scope[])[];
}

abstract class ScopeRefusal<C extends 'ERR_INSUFFICIENT_SCOPE' | 'ERR_SCOPE_REJECTED'>
  extends LinxoError<C>
  implements ScopeShortfall
{
  readonly requiredScopes: readonly Scope[];
  readonly missingScopes: readonly Scope[];
  declare readonly alternatives?: readonly (readonly Scope[])[];

  constructor(code: C, message: string, shortfall: ScopeShortfall, details?: ErrorDetails) {
    super(code, message, details);
    this.requiredScopes = shortfall.requiredScopes;
    this.missingScopes = shortfall.missingScopes;
    if (shortfall.alternatives) this.alternatives = shortfall.alternatives;
  }
}

/** The authorization server granted fewer scopes than are required. */
export class InsufficientScope extends ScopeRefusal<'ERR_INSUFFICIENT_SCOPE'> {
  constructor(shortfall: ScopeShortfall, details?: ErrorDetails) {
    const message = `The access token lacks these scopes: ${shortfall.missingScopes.join(' ')}.`;
    super('ERR_INSUFFICIENT_SCOPE', message, shortfall, details);
  }
}

/** The authorization server refused the requested scopes (`invalid_scope`, RFC 6749 section 5.2). */
export class ScopeRejected extends ScopeRefusal<'ERR_SCOPE_REJECTED'> {
  constructor(shortfall: ScopeShortfall, details?: ErrorDetails) {
    const message = `The authorization server refuses to grant: ${shortfall.missingScopes.join(' ')}.`;
    super('ERR_SCOPE_REJECTED', message, shortfall, details);
  }
}
