/** Issues access tokens and keeps them, so that they can be verified, revoked and issued again. */
import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import type { TokenQuirks } from '../faults/fault.ts';
import type { Wire } from '../settings.ts';
import { signingKey } from './signing-key.ts';

/** A token that the authorization server issued. */
export interface IssuedToken {
  readonly value: string;
  readonly clientId: string;
  /** The id of the client or of the user. */
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
}

export type Grant = Pick<IssuedToken, 'clientId' | 'subject' | 'scopes'>;

/** If there are more tokens than this, those that have expired are dropped. */
const MANY_TOKENS = 10_000;

export class TokenIssuer {
  readonly #issued = new Map<string, IssuedToken>();
  readonly #revoked = new Set<string>();
  readonly #latest = new Map<string, IssuedToken>();
  readonly #wire: Wire;
  readonly #clock: () => number;
  /** The `iss` claim. It is the authorization server's origin, which is known once it listens. */
  issuer = '';

  constructor(wire: Wire, clock: () => number) {
    this.#wire = wire;
    this.#clock = clock;
  }

  async issue(grant: Grant, quirks: TokenQuirks = {}): Promise<IssuedToken> {
    const series = JSON.stringify([grant.clientId, grant.subject, grant.scopes.toSorted()]);
    const previous = quirks.sameToken === true ? this.#latest.get(series) : undefined;
    if (previous !== undefined) return previous;

    const nowMs = this.#clock();
    const expiresAtMs = nowMs + this.#wire.lifetimeSeconds * 1000;
    const value =
      quirks.opaque === true ? randomBytes(24).toString('base64url') : await this.#sign(grant, nowMs, quirks);
    const token = { value, ...grant, expiresAtMs };
    this.#forgetExpired(nowMs);
    this.#issued.set(value, token);
    this.#latest.set(series, token);
    return token;
  }

  /** Forgets all tokens. The API does not know them any more. */
  clear(): void {
    for (const tokens of [this.#issued, this.#revoked, this.#latest]) tokens.clear();
  }

  find(value: string): IssuedToken | undefined {
    return this.#issued.get(value);
  }

  isRevoked(value: string): boolean {
    return this.#revoked.has(value);
  }

  /** Revokes one token, or with `'all'` every token issued so far. */
  revoke(value: string): void {
    for (const token of value === 'all' ? this.#issued.keys() : [value]) this.#revoked.add(token);
  }

  /** Revokes every token issued so far to a user, or to a client for itself. */
  revokeSubject(subject: string): void {
    for (const token of this.#issued.values()) if (token.subject === subject) this.#revoked.add(token.value);
  }

  async #sign({ clientId, subject, scopes }: Grant, nowMs: number, quirks: TokenQuirks): Promise<string> {
    const issuedAt = Math.floor(nowMs / 1000);
    const claims: Record<string, unknown> = {
      jti: randomBytes(10).toString('hex'),
      iss: this.issuer,
      sub: subject,
      aud: clientId,
      exp: issuedAt + Math.ceil(this.#wire.lifetimeSeconds),
      iat: issuedAt,
      scope: scopes.join(' '),
      ...quirks.setClaims,
    };
    for (const claim of quirks.dropClaims ?? []) delete claims[claim];
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign((await signingKey()).privateKey);
  }

  #forgetExpired(nowMs: number): void {
    if (this.#issued.size < MANY_TOKENS) return;
    for (const [value, token] of this.#issued) {
      if (token.expiresAtMs > nowMs) continue;
      this.#issued.delete(value);
      this.#revoked.delete(value);
    }
  }
}
