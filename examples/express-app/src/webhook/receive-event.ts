/**
 * Takes an event of Linxo's webhook. Linxo signs nothing, so the path has a secret; and the event is only a hint, because the data are
 * fetched afterwards. It is kept and answered at once, and worked on later.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Answer } from '../answer.ts';
import { LINXO_ID } from '../input.ts';
import type { Services } from '../services.ts';

/** Fields that are not named here pass, because Linxo adds some from time to time. */
const EVENT = z.object({
  id: LINXO_ID,
  resource_type: z.string(),
  new_transactions: z.boolean().nullish(),
  resource: z.object({ id: LINXO_ID, user_id: LINXO_ID }),
});

const CONNECTIONS = 'CONNECTIONS';
const TAKEN: Answer = { status: 204, headers: {}, body: '' };

/** Returns true if a secret is one of those that are valid. The time that this takes says nothing about them. */
export function isWebhookSecret(secrets: readonly string[], secret: unknown): boolean {
  const given = digest(String(secret));
  return secrets.map((valid) => timingSafeEqual(digest(valid), given)).includes(true);
}

/** Keeps an event. One that comes again is known already, and answered in the same way. */
export async function receiveEvent({ database, events }: Services, body: unknown): Promise<Answer> {
  const { id, resource, resource_type: type, new_transactions: hasNews } = EVENT.parse(body);
  if (type !== CONNECTIONS) return TAKEN;
  const now = new Date().toISOString();
  await database
    .insertInto('events')
    .values({
      id,
      linxo_user_id: resource.user_id,
      connection_id: resource.id,
      has_news: hasNews === true ? 1 : 0,
      status: 'waiting',
      attempts: 0,
      due_at: now,
      received_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  events.wake();
  return TAKEN;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
