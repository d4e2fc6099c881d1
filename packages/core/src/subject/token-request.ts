/** The token that is to be fetched: whose, and with which scopes. */
import type { ScopeMask } from '../scope/scope-set.ts';
import type { TokenOwner } from './token-owner.ts';

/** A request for one token. */
export interface TokenRequest {
  readonly owner: TokenOwner;
  /** The scopes to ask for, literally. */
  readonly scopes: ScopeMask;
}

/** Returns the key of a request. The mask has no spaces, so the two parts cannot be confused. */
export function requestKeyOf({ owner, scopes }: TokenRequest): string {
  return `${scopes} ${owner.key}`;
}

let freshRequests = 0;

/** Returns a key that no other request has, so that nobody joins this one. */
export function freshKeyOf({ owner, scopes }: TokenRequest): string {
  return `${scopes}#${freshRequests++} ${owner.key}`;
}

/** Returns the owner's part of a {@link requestKeyOf request key}, or of a {@link freshKeyOf fresh} one. */
export function ownerKeyIn(requestKey: string): string {
  return requestKey.slice(requestKey.indexOf(' ') + 1);
}
