/** The page of all linked banks. */
import type { Connection } from '@linxo-guard/core';
import { bankStateOf, consentEndOf, isConsentEnding, lastUpdateOf } from '../banks/bank-state.ts';
import type { Visit } from '../visit.ts';
import { DoneNote } from './done-note.tsx';
import { fullDay, moment } from './formats.ts';
import { render } from './render.tsx';
import { Sketch } from './sketch.tsx';
import { StateLabel } from './state-label.tsx';

interface BanksPageOptions {
  /** True right after a bank was removed. */
  readonly isRemoved: boolean;
}

export function banksPage(visit: Visit, connections: readonly Connection[], { isRemoved }: BanksPageOptions): string {
  const { words } = visit;
  const { title, none, link, linkAnother, linkHint } = words.banks;
  return render(
    visit,
    { title },
    connections.length === 0 ? (
      <div class="narrow">
        <Sketch />
        <h1>{title}</h1>
        {isRemoved && <DoneNote text={words.banks.remove.done} />}
        <p>{none}</p>
        <LinkForm label={link} />
        <p class="hint">{linkHint}</p>
      </div>
    ) : (
      <>
        <h1>{title}</h1>
        {isRemoved && <DoneNote text={words.banks.remove.done} />}
        <div class="columns">
          <ul class="rows">
            {connections.map((connection) => (
              <BankRow visit={visit} connection={connection} />
            ))}
          </ul>
          <div class="side">
            <LinkForm label={linkAnother} />
            <p class="hint">{linkHint}</p>
          </div>
        </div>
      </>
    ),
  );
}

/** The button that leads to the widget. */
export function LinkForm({ label }: { readonly label: string }) {
  return (
    <form method="post" action="/banks/link" class="actions">
      <button>{label}</button>
    </form>
  );
}

function BankRow({ visit, connection }: { readonly visit: Visit; readonly connection: Connection }) {
  const { words, language } = visit;
  const [updated, consentEnd] = [lastUpdateOf(connection), consentEndOf(connection)];
  const state = bankStateOf(connection);
  return (
    <li class="row">
      <div>
        <h2>
          <a href={`/banks/${encodeURIComponent(connection.id)}`}>{connection.name ?? words.banks.unnamed}</a>
        </h2>
        {updated !== undefined && <p class="hint">{words.banks.updated(moment(language, updated))}</p>}
        {isConsentEnding(connection) && consentEnd !== undefined && (
          <p class="hint">{words.banks.consentUntil(fullDay(language, consentEnd))}</p>
        )}
      </div>
      <StateLabel words={words} state={state} />
    </li>
  );
}
