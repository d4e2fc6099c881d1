/** A job that reads the transactions of all users, such as every night. A failure of one user's stops no other. */
import { isLinxoError, type Linxo, type ResourceOwner, type Transaction } from '@linxo-guard/core';

/** A person, as the application's database has one. */
export interface Person {
  readonly id: string;
  /** The Linxo credentials, whose password is best a function that decrypts it. */
  readonly linxo: ResourceOwner;
}

/** The ids of the persons, by what became of them. */
export interface Outcome {
  readonly done: string[];
  /** The bank link has to be made anew: tell the person. */
  readonly toBeLinked: string[];
  /** Linxo does not answer now: the next run reads them. */
  readonly later: string[];
}

/** Hands every transaction to `save`. What was saved before a failure is saved again by the next run, so `save` replaces by id. */
export async function saveTransactions(
  connect: Linxo,
  people: Iterable<Person>,
  save: (personId: string, transaction: Transaction) => Promise<void>,
): Promise<Outcome> {
  const outcome: Outcome = { done: [], toBeLinked: [], later: [] };
  for (const { id, linxo } of people) {
    try {
      const api = connect.api({ subject: linxo, scopes: ['transactions_read'] });
      // The next page is on its way while this one is saved.
      for await (const transaction of api.paginate('/transactions', { query: { limit: 500 } }))
        await save(id, transaction);
      outcome.done.push(id);
    } catch (error) {
      outcome[listFor(error)].push(id);
    }
  }
  return outcome;
}

/** Returns where a person belongs after an error. It throws what no waiting and no person can mend, such as a mistake in this file. */
function listFor(error: unknown): keyof Outcome {
  if (isLinxoError(error, 'ERR_CREDENTIALS_REJECTED') || isLinxoError(error, 'ERR_INSUFFICIENT_SCOPE'))
    return 'toBeLinked';
  if (isLinxoError(error) && error.retryable) return 'later';
  throw error;
}
