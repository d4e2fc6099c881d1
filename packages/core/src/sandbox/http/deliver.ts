/** Sends an answer: whole, truncated, or not at all. */
import type { ServerResponse } from 'node:http';
import type { Reply } from './reply.ts';

export type Delivery =
  | { readonly kind: 'whole'; readonly reply: Reply }
  /** Announces the length of the whole body, sends `bytes` of it and destroys the socket. */
  | { readonly kind: 'truncated'; readonly reply: Reply; readonly bytes: number }
  /** Resets the connection without an answer. */
  | { readonly kind: 'reset' }
  /** Sends nothing. The socket stays open until the sandbox closes. */
  | { readonly kind: 'never' };

export function deliver(delivery: Delivery, response: ServerResponse): void {
  if (response.destroyed) return;
  switch (delivery.kind) {
    case 'whole':
      sendWhole(delivery.reply, response);
      break;
    case 'truncated':
      sendTruncated(delivery.reply, delivery.bytes, response);
      break;
    case 'reset':
      response.socket?.resetAndDestroy();
      break;
    case 'never':
      break;
  }
}

/** Returns the status that is sent, if there is one. */
export function deliveredStatus(delivery: Delivery): number | undefined {
  return 'reply' in delivery ? delivery.reply.status : undefined;
}

function sendWhole(reply: Reply, response: ServerResponse): void {
  const length = reply.status === 204 ? {} : { 'content-length': String(Buffer.byteLength(reply.body)) };
  response.writeHead(reply.status, { ...length, ...reply.headers }).end(reply.body);
}

function sendTruncated(reply: Reply, bytes: number, response: ServerResponse): void {
  const body = Buffer.from(reply.body);
  const announced = Math.max(body.length, bytes + 1);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(announced) });
  response.write(body.subarray(0, bytes), () => response.destroy());
}
