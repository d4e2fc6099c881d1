/** Prepares a new connection for a flow, and offers those of its accounts that the application expects. */
import type { Account } from '../data/payloads.ts';
import { draftConnection } from '../synchronization/draft-connection.ts';
import { linkConnection } from '../synchronization/link-connection.ts';
import type { Flow } from './flow.ts';
import type { Visit } from './step.ts';

/** The types of accounts that each value of `expected_account_types` stands for. */
const EXPECTED_TYPES: Readonly<Record<string, readonly string[]>> = {
  PAYMENT: ['CHECKINGS', 'CREDIT_CARD'],
  OTHER: ['SAVINGS', 'LOAN'],
};

export function prepareDraft({ flow, data, world }: Visit): void {
  delete flow.accountIds;
  const user = world.users.profileOf(flow.token.subject);
  if (user !== undefined && flow.bank !== undefined) flow.draft = draftConnection(user, data, flow.bank, world);
}

/** Returns the accounts that the user can share. */
export function offeredAccounts({ draft, parameters }: Flow): readonly Account[] {
  const types = EXPECTED_TYPES[parameters.text('expected_account_types')?.toUpperCase() ?? ''];
  const accounts = [...(draft?.data.accounts.values() ?? [])];
  return types === undefined ? accounts : accounts.filter(({ type }) => types.includes(type));
}

/** Returns the accounts that the user shares: those that were chosen, or all that were offered. */
export function sharedAccounts(flow: Flow): readonly Account[] {
  return offeredAccounts(flow).filter(({ id }) => flow.accountIds?.includes(id) ?? true);
}

/** Links the prepared connection. */
export function commitDraft({ flow, data, world }: Visit): void {
  const { draft, parameters } = flow;
  if (draft === undefined) return;
  const { id } = linkConnection(draft, data, world, {
    accountIds: sharedAccounts(flow).map((account) => account.id),
    autoSync: parameters.text('auto_sync')?.toLowerCase() !== 'false',
    consentPerAccount: parameters.flag('consent_per_account'),
  });
  flow.connectionId = id;
}
