/** The page to remove a bank: what will be lost, and the word that confirms it. */
import type { Connection } from '@linxo-guard/core';
import type { Visit } from '../visit.ts';
import { ErrorSummary, type Errors, Field } from './field.tsx';
import { render } from './render.tsx';

interface RemoveBankOptions {
  readonly connection: Connection;
  /** The number of accounts that go with the bank. */
  readonly accounts: number;
  readonly errors?: Errors;
}

export function removeBankPage(visit: Visit, { connection, accounts, errors = {} }: RemoveBankOptions): string {
  const { words } = visit;
  const { link, lost, kept, word, button, cancel } = words.banks.remove;
  const name = connection.name ?? words.banks.unnamed;
  const title = connection.name == null ? link : words.banks.remove.title(name);
  const href = `/banks/${encodeURIComponent(connection.id)}`;
  return render(
    visit,
    { title },
    <div class="narrow">
      <p class="crumb">
        <a href={href}>{name}</a>
      </p>
      <h1>{title}</h1>
      <ErrorSummary words={words} errors={errors} />
      <p>{lost(accounts)}</p>
      <p>{kept}</p>
      <form method="post" action={`${href}/remove`} novalidate>
        <Field name="word" label={words.form.confirm(word)} type="text" autocomplete="off" error={errors['word']} />
        <button class="danger">{button}</button>
      </form>
      <p class="aside">
        <a href={href}>{cancel}</a>
      </p>
    </div>,
  );
}
