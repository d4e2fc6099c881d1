/** Type tests of the assignability of API clients. The marked lines must not compile. */
import type { ApiClient, OpenedBy } from '../../src/index.ts';

type Reading = ApiClient<OpenedBy<'accounts_read'>>;
type ReadingMore = ApiClient<OpenedBy<'transactions_read'>>;
type Creating = ApiClient<OpenedBy<'users_create'>>;

export function aClientServesWhereLessIsNeeded(more: ReadingMore, every: ApiClient): readonly Reading[] {
  return [more, every];
}

export function aClientDoesNotServeWhereMoreIsNeeded(reading: Reading): ReadingMore {
  // @ts-expect-error accounts_read does not open the transactions
  return reading;
}

export function aClientDoesNotServeWhereSomethingElseIsNeeded(creating: Creating): Reading {
  // @ts-expect-error users_create does not open the accounts
  return creating;
}

export function actingForAUserOpensNoMore(reading: Reading): ReadingMore {
  // @ts-expect-error accounts_read does not open the transactions
  return reading.actingFor('1');
}
