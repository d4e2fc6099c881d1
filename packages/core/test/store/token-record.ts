/** Token records for tests of stores. */
import type { TokenRecord } from '../../src/store/sealed-store.ts';

export function tokenRecord(value: string, more: Partial<TokenRecord> = {}): TokenRecord {
  return {
    value,
    requestedScope: 'profile',
    grantedScope: 'profile',
    lifetimeMs: 60_000,
    remainingMs: 60_000,
    ...more,
  };
}
