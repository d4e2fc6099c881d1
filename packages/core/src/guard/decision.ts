/** The two results of a guard: access, or a refusal. Failures such as an unreachable server are thrown. */
import { announceRefusal } from '../diagnostics/channels.ts';
import type { LinxoError } from '../errors/linxo-error.ts';
import { GrantedAccess } from './access.ts';
import type { Requirement } from './requirement.ts';

/** The guard's result: access if the request may continue, a refusal if not. */
export type Decision = GrantedAccess | Refused;

/** The result for a request that may not continue. */
export class Refused {
  readonly #refusal: LinxoError;

  constructor(refusal: LinxoError) {
    this.#refusal = refusal;
  }

  /** Returns true if a value is a refusal of a guard. */
  static is(value: object): value is Refused {
    return #refusal in value;
  }

  /** Distinguishes a refusal from access. */
  get allowed(): false {
    return false;
  }

  get refusal(): LinxoError {
    return this.#refusal;
  }
}

/** Returns true if a decision was made synchronously. The private brands decide, because a promise may inherit any property. */
export function isDecided(decision: Decision | Promise<Decision>): decision is Decision {
  return GrantedAccess.is(decision) || Refused.is(decision);
}

/** Refuses a request, and announces it. */
export function refuse({ scopes }: Requirement, refusal: LinxoError): Refused {
  announceRefusal({ code: refusal.code, scopes });
  return new Refused(refusal);
}
