/** Sends the progress of a synchronization to a page that is open, as server-sent events. */
import { Readable } from 'node:stream';
import type { Answer } from '../answer.ts';
import type { ReadingClient } from '../linxo/clients.ts';
import { TooManyRequests } from '../problems/errors.ts';
import type { Visit } from '../visit.ts';
import { watchProgress } from './progress.ts';

/** One person has a few pages open, not hundreds: each of them asks Linxo once a second. */
const MOST_AT_ONCE = 4;
const WAIT_SECONDS = 10;
const open = new Map<string, number>();

export function progressEvents(visit: Visit, api: ReadingClient, id: string, since: number): Answer {
  const who = visit.person?.id ?? '';
  const count = open.get(who) ?? 0;
  if (count >= MOST_AT_ONCE) throw new TooManyRequests(WAIT_SECONDS);
  open.set(who, count + 1);
  const stream = Readable.from(events(visit, api, id, since), { objectMode: false });
  stream.once('close', () => leave(who));
  return {
    status: 200,
    // The last one keeps nginx from collecting what should be seen at once.
    headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' },
    body: stream,
  };
}

async function* events({ words }: Visit, api: ReadingClient, id: string, since: number): AsyncGenerator<string> {
  try {
    for await (const { state, accounts, updated } of watchProgress(api, id, since)) {
      const text = words.banks.progress.count(updated, accounts);
      yield event(state === 'updating' ? 'progress' : 'done', { text, accounts, updated });
    }
  } catch {
    // The page reloads itself then, and says what is wrong.
    yield event('done', {});
  }
}

function event(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

function leave(who: string): void {
  const left = (open.get(who) ?? 1) - 1;
  if (left > 0) open.set(who, left);
  else open.delete(who);
}
