/** A webhook for Linxo's events, with core alone: no framework, and no request of the user that the event is about. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { Account, Linxo, ResourceOwner } from '@linxo-guard/core';
import * as z from 'zod';

/** An event says what may have changed, and for whom. The data themselves are fetched: anybody who knows the URL could have sent it. */
const EVENT = z.object({ id: z.string().min(1).max(128), resource: z.object({ user_id: z.string().min(1).max(128) }) });
export type LinxoEvent = z.infer<typeof EVENT>;

const PATH = '/webhooks/linxo/';
const MAX_BYTES = 64 * 1024;

export interface WebhookOptions {
  /** Linxo signs nothing, so the URL that it is given ends with a secret. While it is replaced, the old one is here as well. */
  readonly secrets: readonly string[];
  /** Keeps the event where a restart does not lose it. Linxo may send an event twice: `id` is the same. */
  readonly keep: (event: LinxoEvent) => Promise<void>;
}

/** Answers at once: whoever works through the kept events does so later, off the request path. */
export function webhook({ secrets, keep }: WebhookOptions): RequestListener {
  return (request, response) => {
    const answer = async (): Promise<number> => {
      if (request.method !== 'POST' || !isKnown(request.url ?? '', secrets)) return 404;
      const event = EVENT.safeParse(await readJson(request));
      if (!event.success) return 400;
      await keep(event.data);
      return 204;
    };
    answer().then(
      (status) => response.writeHead(status).end(),
      // Linxo sends the event again.
      () => response.writeHead(500).end(),
    );
  };
}

/** Works through one kept event. `credentialsOf` finds the user by the id that Linxo has for it. */
export async function accountsAfter(
  event: LinxoEvent,
  connect: Linxo,
  credentialsOf: (linxoUserId: string) => Promise<ResourceOwner | undefined>,
): Promise<readonly Account[]> {
  const subject = await credentialsOf(event.resource.user_id);
  if (subject === undefined) return [];
  return connect.api({ subject, scopes: ['accounts_read'] }).get('/accounts', { query: { limit: 100 } });
}

/** Compares in constant time, so that nobody finds the secret letter by letter. */
function isKnown(path: string, secrets: readonly string[]): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const given = digest(path.startsWith(PATH) ? path.slice(PATH.length) : '');
  return secrets.map((secret) => timingSafeEqual(digest(secret), given)).includes(true);
}

/** Returns the body, or `undefined` if it is too long or no JSON. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return undefined;
  }
}
