/** Verifies access tokens for the API: signature, expiry and revocation. */
import { compactVerify } from 'jose';
import type { World } from '../world/world.ts';
import { signingKey } from './signing-key.ts';
import type { IssuedToken } from './token-issuer.ts';

export type TokenVerdict =
  | { readonly kind: 'good'; readonly token: IssuedToken }
  | { readonly kind: 'bad'; readonly why: string };

/** Returns the token if it may be used now, otherwise the reason why not. */
export async function verifyToken(value: string, { tokens, users, clock }: World): Promise<TokenVerdict> {
  const token = tokens.find(value);
  if (token === undefined || (value.includes('.') && !(await isSigned(value)))) {
    return { kind: 'bad', why: 'The access token is not one of this authorization server' };
  }
  if (tokens.isRevoked(value)) return { kind: 'bad', why: 'The access token was revoked' };
  if (token.expiresAtMs <= clock()) return { kind: 'bad', why: 'The access token expired' };
  if (token.subject !== token.clientId && !users.has(token.subject)) {
    return { kind: 'bad', why: 'The user of the access token does not exist any more' };
  }
  return { kind: 'good', token };
}

async function isSigned(value: string): Promise<boolean> {
  try {
    await compactVerify(value, (await signingKey()).publicKey, { algorithms: ['RS256'] });
    return true;
  } catch {
    return false;
  }
}
