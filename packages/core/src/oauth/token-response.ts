/** Reads a successful answer of the token endpoint (RFC 6749 section 5.1) strictly. Its messages show no part of the answer. */
import type { JWTPayload } from 'jose';
import { decodeJwt } from 'jose/jwt/decode';
import * as z from 'zod';
import type { HttpAnswer } from '../http/fetch.ts';
import { listOf } from '../http/list-schema.ts';
import { type GrantedScopes, parseScopes } from '../scope/scope-set.ts';

/** A token response after parsing. */
export interface TokenResponse {
  readonly accessToken: string;
  readonly granted: GrantedScopes;
  /** The lifetime in milliseconds from the moment the request was sent. If it is `undefined`, the token is used once and not cached. */
  readonly lifetimeMs: number | undefined;
}

const TOKEN_RESPONSE = z.looseObject({
  access_token: z
    .string('is not a string')
    // This also keeps line breaks out of the Authorization header.
    .regex(/^[\x21-\x7e]+$/, 'is empty, or has characters other than visible ASCII'),
  token_type: z.string('is not a string').regex(/^bearer$/i, 'is not Bearer'),
  expires_in: z.unknown().optional(),
  scope: z.union([z.string(), listOf(z.string())], 'is neither a string nor a list of strings').nullish(),
  // An answer that says both is an error response: no token is taken from it.
  error: z.literal(['', null, false], 'stands beside the token').optional(),
});

/** A token response, or what is wrong with the answer. The problem shows no part of the answer. */
export type ReadTokenResponse =
  | { readonly response: TokenResponse }
  | { readonly response?: undefined; readonly problem: string };

/**
 * Parses a token response.
 *
 * @param answer a 2xx answer of the token endpoint
 * @param requestedScope the `scope` parameter of the request; it counts as granted if neither the body nor the token names the
 *   granted scopes (RFC 6749 section 5.1)
 */
export function readTokenResponse({ body }: HttpAnswer, requestedScope: string): ReadTokenResponse {
  const json = parseJson(body);
  if (json === undefined) return { problem: body.trim() === '' ? 'the body is empty' : 'the body is not JSON' };
  const parsed = TOKEN_RESPONSE.safeParse(json);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) =>
      path.length > 0 ? `${path.join('.')} ${message}` : message,
    );
    return { problem: problems.join('; ') };
  }
  const { access_token: accessToken, expires_in: expiresIn, scope } = parsed.data;
  const claims = readClaims(accessToken);
  const response = {
    accessToken,
    granted: parseScopes(scopeText(scope) ?? claimedScope(claims) ?? requestedScope),
    lifetimeMs: lifetimeOf(expiresIn) ?? claimedLifetimeOf(claims),
  };
  return { response };
}

function parseJson(body: string): unknown {
  try {
    // Trimmed, it has no byte order mark either.
    return JSON.parse(body.trim());
  } catch {
    return undefined;
  }
}

/** Returns the scopes that a JWT names in `scope` (RFC 8693 section 4.2), or in `scp`, as some servers call it. */
function claimedScope(claims: JWTPayload | undefined): string | undefined {
  return scopeText(claims?.['scope']) ?? scopeText(claims?.['scp']);
}

/** Returns a scope value as a text. It may be a list; a value of another kind grants nothing. */
function scopeText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string').join(' ') : '';
}

/** Reads a JWT's claims without verifying them, because the application fetched the token itself from its issuer, over TLS. */
function readClaims(accessToken: string): JWTPayload | undefined {
  try {
    return decodeJwt(accessToken);
  } catch {
    return undefined;
  }
}

const LONGEST_LIFETIME_S = 366 * 24 * 3600;

/** Returns `expires_in` in milliseconds, if it is valid. It may be a string, as in Linxo's published example. */
function lifetimeOf(expiresIn: unknown): number | undefined {
  const isNumeric =
    typeof expiresIn === 'number' || (typeof expiresIn === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(expiresIn));
  return isNumeric ? plausibleLifetimeMs(Number(expiresIn)) : undefined;
}

function claimedLifetimeOf(claims: JWTPayload | undefined): number | undefined {
  const { exp, iat } = claims ?? {};
  return typeof exp === 'number' && typeof iat === 'number' ? plausibleLifetimeMs(exp - iat) : undefined;
}

function plausibleLifetimeMs(seconds: number): number | undefined {
  return seconds > 0 && seconds <= LONGEST_LIFETIME_S ? Math.floor(seconds * 1000) : undefined;
}
