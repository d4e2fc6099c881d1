/** Works out how a synchronization ends: by the bank's outcome, the consent, and what the user did. */
import { BANK_OUTCOMES, type BankOutcome } from '../data/bank-outcomes.ts';
import { BANKS, bankOf } from '../data/banks.ts';
import type { Channel, Connection } from '../data/payloads.ts';
import { epochSeconds, type World } from '../world/world.ts';
import type { SyncRun } from './stages.ts';

export interface SyncOutcome {
  readonly status: 'SUCCESS' | 'PARTIAL_SUCCESS' | 'FAILED';
  /** The status of each channel that fails, by its id. */
  readonly failed: ReadonlyMap<string, string>;
}

/** The status of a channel that has nothing to synchronize. */
export const EMPTY = 'EMPTY';

export function bankOutcomeOf(connection: Pick<Connection, 'provider_id'> | undefined): BankOutcome {
  const bank = bankOf(connection?.provider_id ?? '');
  return BANK_OUTCOMES[bank === undefined ? 'success' : BANKS[bank].outcome];
}

export function outcomeOf(connection: Connection | undefined, run: SyncRun, world: World): SyncOutcome {
  const channels = (connection?.channels ?? []).filter(({ status }) => status !== EMPTY);
  const failures = channels.flatMap((channel, index) => {
    const status = failureOf(channel, index, bankOutcomeOf(connection), run, epochSeconds(world));
    return status === undefined ? [] : [[channel.channel_definition_id, status] as const];
  });
  const failed = new Map(failures);
  const isPartial = failed.size > 0 && failed.size < channels.length;
  return { status: isPartial ? 'PARTIAL_SUCCESS' : failed.size > 0 ? 'FAILED' : 'SUCCESS', failed };
}

function failureOf(
  { expires }: Channel,
  index: number,
  bank: BankOutcome,
  run: SyncRun,
  now: number,
): string | undefined {
  if (expires !== undefined && expires <= now) return 'TOKEN_EXPIRED';
  if (run.isRefused === true) return 'AUTHENTICATION_FAILED';
  if (bank.asksDuringSync === true && run.isAnswered === true) return undefined;
  // Where a bank succeeds in part, its first channel is the one that does.
  return bank.synchronization === 'PARTIAL_SUCCESS' && index === 0 ? undefined : bank.failedChannel;
}
