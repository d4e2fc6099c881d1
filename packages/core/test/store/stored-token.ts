/** Records for tests of sealed stores. */
import type { StoredToken } from '../../src/store/stored-record.ts';

export function storedToken(value: string, nowMs: number, more: Partial<StoredToken> = {}): StoredToken {
  return {
    kind: 'token',
    value,
    requestedScope: 'profile',
    grantedScope: 'profile',
    lifetimeMs: 60_000,
    expiresAtMs: nowMs + 60_000,
    sinceMs: nowMs,
    ...more,
  };
}
