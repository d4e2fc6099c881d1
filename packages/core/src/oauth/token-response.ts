/** Reads a successful answer of the token endpoint (RFC 6749 section 5.1) strictly. Its messages show no part of the answer. */
import type { JWTPayload } from 'jose';
import { decodeJwt } from 'jose/jwt/decode';
import { z } from 'zod';
import { InvalidTokenResponse } from '../errors/errors.ts';
import type { HttpAnswer } from '../http/fetch.ts';
import { type GrantedScopes, parseScopes } from '../scope/scope-set.ts';

/** A token response after parsing. */
export interface TokenResponse {
  readonly accessToken: string;
  readonly granted: GrantedScopes;
  /** The lifetime in milliseconds from the answer's arrival. If it is `undefined`, the token is used once and not cached. */
  readonly lifetimeMs: number | undefined;
}

const TOKEN_RESPONSE = z.looseObject({
  access_token: z
    .string('is not a string')
    // This also keeps line breaks out of the Authorization header.
    .regex(/^[\x21-\x7e]+$/, 'is empty, or has characters other than visible ASCII'),
  token_type: z.string('is not a string').regex(/^bearer$/i, 'is not Bearer'),
  expires_in: z.unknown().optional(),
  scope: z.string('is not a string').nullish(),
});

/**
 * Parses a token response.
 *
 * @param answer a 2xx answer of the token endpoint
 * @param requestedScope the `scope` parameter of the request; it counts as granted if neither the body nor the token names the
 *   granted scopes (RFC 6749 section 5.1)
 * @throws InvalidTokenResponse if the answer is not a token response
 */
export function readTokenResponse(answer: HttpAnswer, requestedScope: string): TokenResponse {
  const parsed = TOKEN_RESPONSE.safeParse(parseJson(answer));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) =>
      path.length > 0 ? `${path.join('.')} ${message}` : message,
    );
    throw invalid(answer, problems.join('; '));
  }
  const { access_token: accessToken, expires_in: expiresIn, scope } = parsed.data;
  const claims = readClaims(accessToken);
  const claimed = typeof claims?.['scope'] === 'string' ? claims['scope'] : undefined;
  return {
    accessToken,
    granted: parseScopes(scope ?? claimed ?? requestedScope),
    lifetimeMs: lifetimeOf(expiresIn) ?? claimedLifetimeOf(claims),
  };
}

function parseJson(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(answer.body);
  } catch {
    throw invalid(answer, answer.body.trim() === '' ? 'the body is empty' : 'the body is not JSON');
  }
}

function invalid(answer: HttpAnswer, problem: string): InvalidTokenResponse {
  return new InvalidTokenResponse(`The token endpoint's answer is not a token response: ${problem}.`, {
    upstream: { status: answer.status },
  });
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
