/** Says whether the process is alive, and whether it can serve: for the platform that runs it. */
import { sql } from 'kysely';
import { type Answer } from '../answer.ts';
import type { Services } from '../services.ts';

const LIMIT_MS = 2_000;

/** The process answers, so it is alive. */
export function liveness(): Answer {
  return json(200, { status: 'alive' });
}

/** Ready if the database answers and no failure of Linxo's is known that stands in everybody's way. Nobody outside is asked. */
export async function readiness({ connect, database }: Services): Promise<Answer> {
  const linxo = connect.status();
  const isAnswering = await answersInTime(sql`select 1`.execute(database));
  const checks = { linxo: linxo.code ?? linxo.state, database: isAnswering ? 'ready' : 'failing' };
  const isReady = linxo.state === 'ready' && isAnswering;
  return json(isReady ? 200 : 503, { status: isReady ? 'ready' : 'failing', ...checks });
}

async function answersInTime(query: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), LIMIT_MS);
  });
  const answered = query.then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}

function json(status: number, body: object): Answer {
  return { status, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) };
}
