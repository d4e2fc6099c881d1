/** Writes all data of a person into one JSON file to take along. */
import { Readable } from 'node:stream';
import { isLinxoError, type ResourceOwner } from '@linxo-guard/core';
import type { Answer } from '../answer.ts';
import { credentialsOf, findLinxoUser } from '../linxo/linxo-users.ts';
import type { Services } from '../services.ts';
import { signedIn, type Visit } from '../visit.ts';

const MOST_ON_A_PAGE = 500;

/** Streams the file, because years of transactions need not be in memory at once. If Linxo fails half-way, the download breaks off. */
export async function exportData(services: Services, visit: Visit): Promise<Answer> {
  const person = signedIn(visit);
  const { created_at: since } = await services.database
    .selectFrom('people')
    .select('created_at')
    .where('id', '=', person.id)
    .executeTakeFirstOrThrow();
  const head = { exported_at: new Date().toISOString(), account: { email: person.email, created_at: since } };
  const user = await findLinxoUser(services, person);
  const subject = user?.linxo_id == null ? undefined : credentialsOf(services, user);
  const read = subject && (await readFirst(services, subject));
  const parts = partsOf(services, head, read, subject);
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="export-${head.exported_at.slice(0, 10)}.json"`,
    },
    body: Readable.from(parts, { objectMode: false }),
  };
}

/** Reads what is short before anything is sent, so that a failure still gets an answer of its own. */
async function readFirst({ connect }: Services, subject: ResourceOwner) {
  const [profile, accounts, connections] = await Promise.all([
    connect.api({ subject, scopes: ['profile'] }).get('/users/me'),
    connect.api({ subject, scopes: ['accounts_read'] }).get('/accounts', { query: { limit: MOST_ON_A_PAGE } }),
    ifShared(() =>
      connect.api({ subject, scopes: ['transactions_read'] }).get('/connections', { query: { limit: MOST_ON_A_PAGE } }),
    ),
  ]);
  return { profile, accounts, connections };
}

type ReadFirst = Awaited<ReturnType<typeof readFirst>>;

async function* partsOf(
  { connect }: Services,
  head: object,
  read: ReadFirst | undefined,
  subject: ResourceOwner | undefined,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ ...head, ...read }).slice(0, -1)},"transactions":[`;
  if (subject && read?.connections) {
    const api = connect.api({ subject, scopes: ['transactions_read'] });
    let separator = '';
    for await (const transaction of api.paginate('/transactions', { query: { limit: MOST_ON_A_PAGE } })) {
      yield separator + JSON.stringify(transaction);
      separator = ',\n';
    }
  }
  yield ']}\n';
}

/** Leaves out what somebody does not share. */
async function ifShared<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isLinxoError(error, 'ERR_INSUFFICIENT_SCOPE') || isLinxoError(error, 'ERR_SCOPE_REJECTED')) return undefined;
    throw error;
  }
}
