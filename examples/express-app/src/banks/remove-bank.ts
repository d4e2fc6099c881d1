/** The journey of removing a bank: its link and all that was read from it, at Linxo and here. */
import { isLinxoError } from '@linxo-guard/core';
import { type Answer, page, seeOther } from '../answer.ts';
import { isWordTyped, LINXO_ID } from '../input.ts';
import type { ManagingClient } from '../linxo/clients.ts';
import { removeBankPage } from '../pages/remove-bank-page.tsx';
import type { Services } from '../services.ts';
import { signedIn, type Visit } from '../visit.ts';
import { forgetBank } from '../webhook/notices.ts';

const MOST_ACCOUNTS = 500;

/** Shows what will be lost. */
export async function askToRemoveBank(visit: Visit, api: ManagingClient, id: unknown): Promise<Answer> {
  return page(removeBankPage(visit, await readBank(api, LINXO_ID.parse(id))));
}

/** Removes a bank if the word was typed. */
export async function removeBank(
  { database }: Services,
  visit: Visit,
  api: ManagingClient,
  { id, body }: { readonly id: unknown; readonly body: unknown },
): Promise<Answer> {
  const own = LINXO_ID.parse(id);
  const { word } = visit.words.banks.remove;
  if (!isWordTyped(body, word)) {
    const errors = { word: visit.words.form.errors.word };
    return page(removeBankPage(visit, { ...(await readBank(api, own)), errors }), 422);
  }
  await removeAtLinxo(api, own);
  await forgetBank(database, signedIn(visit), own);
  return seeOther('/banks?removed=1');
}

/**
 * Removes a bank at Linxo. One that Linxo knows no more is removed already: the form was sent twice, or the answer to the first attempt
 * was lost. Linxo does not document the path of this request, so an answer of 404 alone does not say so.
 */
async function removeAtLinxo(api: ManagingClient, id: string): Promise<void> {
  try {
    await api.delete('/connections/{id}', { path: { id } });
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const left = await api.get('/connections/{id}', { path: { id } }).catch((problem: unknown) => {
      if (!isNotFound(problem)) throw problem;
    });
    if (left) throw new Error('Linxo still has the bank that it was asked to remove.', { cause: error });
  }
}

function isNotFound(error: unknown): boolean {
  return isLinxoError(error, 'ERR_API_REQUEST_REFUSED') && error.status === 404;
}

async function readBank(api: ManagingClient, id: string) {
  const connection = await api.get('/connections/{id}', { path: { id } });
  const accounts = await api.get('/accounts', { query: { connection_id: id, limit: MOST_ACCOUNTS } });
  return { connection, accounts: accounts.length };
}
