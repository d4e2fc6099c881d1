/** Remembers that other processes were refused with credentials: the store is not asked again for each call with them. */
import { createLRU } from 'lru.min';
import { CredentialsRejected } from '../errors/errors.ts';
import type { StoredRefusal } from '../store/stored-record.ts';
import type { TokenOwner } from '../subject/token-owner.ts';

/** The refusals that one process knows from the store. Bounded: the least recently used goes first. */
export class RefusalsElsewhere {
  readonly #refusals: ReturnType<typeof createLRU<string, StoredRefusal>>;

  constructor(limit: number) {
    this.#refusals = createLRU({ max: limit });
  }

  /** Notes that another process was refused with an owner's credentials, and returns the error for it. */
  note({ key }: TokenOwner, refusal: StoredRefusal): CredentialsRejected {
    this.#refusals.set(key, refusal);
    return new CredentialsRejected({ upstream: { status: refusal.status, error: 'invalid_grant' } });
  }

  /** @throws CredentialsRejected if another process was refused with an owner's credentials, and that still holds */
  check(owner: TokenOwner, holds: (refusal: StoredRefusal) => boolean): void {
    const refusal = this.#refusals.get(owner.key);
    if (!refusal) return;
    if (holds(refusal)) throw this.note(owner, refusal);
    this.#refusals.delete(owner.key);
  }
}
