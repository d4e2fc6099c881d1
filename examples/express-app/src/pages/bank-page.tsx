/** The page of one bank: what is going on, whose turn it is, and the one thing to do. */
import { BANK_STATES, consentEndOf, lastUpdateOf } from '../banks/bank-state.ts';
import type { Progress } from '../banks/progress.ts';
import type { Visit } from '../visit.ts';
import { fullDay, moment } from './formats.ts';
import { render } from './render.tsx';
import { StateLabel } from './state-label.tsx';

const RELOAD_SECONDS = 3;

interface BankPageOptions {
  /** The beginning of the update, in seconds since the epoch. */
  readonly since: number | undefined;
  /** True right after the bank was linked. */
  readonly isNew: boolean;
}

export function bankPage(visit: Visit, progress: Progress, { since, isNew }: BankPageOptions): string {
  const { words } = visit;
  const { connection, state } = progress;
  const name = connection.name ?? words.banks.unnamed;
  const isUpdating = state === 'updating';
  const isFresh = state === 'current' && since !== undefined;
  return render(
    visit,
    { title: name, ...(isUpdating ? { reloadSeconds: RELOAD_SECONDS, script: 'progress.js' } : {}) },
    <>
      <p class="crumb">
        <a href="/banks">{words.banks.title}</a>
      </p>
      <h1>{name}</h1>
      <p class="state-line">
        <StateLabel words={words} state={state} />
      </p>
      <div class="columns">
        <div>
          <p>{isNew && !isUpdating && state === 'current' ? words.banks.linked : words.banks.states[state].text}</p>
          {isUpdating && <ProgressBar visit={visit} progress={progress} since={since} />}
          <Action visit={visit} progress={progress} isFresh={isFresh} />
        </div>
        {!isUpdating && (
          <div class="sheet side">
            <Facts visit={visit} progress={progress} />
            <RenewForm visit={visit} id={connection.id} isMain={false} state={state} />
          </div>
        )}
      </div>
      <p class="aside">
        <a href={`/banks/${encodeURIComponent(connection.id)}/remove`}>{words.banks.remove.link}</a>
      </p>
    </>,
  );
}

interface PartProps {
  readonly visit: Visit;
  readonly progress: Progress;
}

function ProgressBar({ visit, progress, since }: PartProps & { readonly since: number | undefined }) {
  const { words, language } = visit;
  const { accounts, updated, connection } = progress;
  const from = since ?? 0;
  return (
    <div class="progress sheet" data-events={`/banks/${encodeURIComponent(connection.id)}/progress?since=${from}`}>
      <p role="status">{words.banks.progress.count(updated, accounts)}</p>
      <progress
        max={Math.max(accounts, 1)}
        value={accounts > 0 ? updated : undefined}
        aria-label={words.banks.progress.label}
      />
      <p class="hint">
        {since !== undefined && `${words.banks.progress.since(moment(language, since))} `}
        {words.banks.progress.leave}
      </p>
    </div>
  );
}

function Facts({ visit: { words, language }, progress: { connection, accounts } }: PartProps) {
  const [updated, consentEnd] = [lastUpdateOf(connection), consentEndOf(connection)];
  return (
    <dl class="facts">
      <dt>{words.banks.lastUpdate}</dt>
      <dd>{updated === undefined ? words.banks.notYet : moment(language, updated)}</dd>
      <dt>{words.banks.accounts}</dt>
      <dd>{accounts}</dd>
      {consentEnd !== undefined && (
        <>
          <dt>{words.banks.consent}</dt>
          <dd>{fullDay(language, consentEnd)}</dd>
        </>
      )}
    </dl>
  );
}

function Action({ visit, progress, isFresh }: PartProps & { readonly isFresh: boolean }) {
  const { words } = visit;
  const { connection, state } = progress;
  const { turn } = BANK_STATES[state];
  const id = encodeURIComponent(connection.id);
  if (isFresh) {
    return (
      <p class="actions">
        <a class="button" href="/accounts">
          {words.banks.toAccounts}
        </a>
      </p>
    );
  }
  if (turn === 'update') {
    return (
      <form method="post" action={`/banks/${id}/sync`} class="actions">
        <button>{words.banks.update}</button>
      </form>
    );
  }
  if (turn === 'nobody') return null;
  return <RenewForm visit={visit} id={connection.id} isMain state={state} />;
}

interface RenewProps {
  readonly visit: Visit;
  readonly id: string;
  readonly isMain: boolean;
  readonly state: Progress['state'];
}

/** The form that leads to the bank: as the main thing to do, or below where it can be done before the consent ends. */
function RenewForm({ visit: { words }, id, isMain, state }: RenewProps) {
  const { turn } = BANK_STATES[state];
  const isNeeded = turn === 'renew' || turn === 'answer';
  if (isMain !== isNeeded || state === 'closed') return null;
  const action = turn === 'answer' ? 'answer' : 'renew';
  return (
    <form method="post" action={`/banks/${encodeURIComponent(id)}/${action}`} class="actions">
      <button class={isMain ? undefined : 'second'}>{words.banks[action]}</button>
    </form>
  );
}
