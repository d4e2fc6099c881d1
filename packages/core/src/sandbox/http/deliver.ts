/** Puts an answer on the wire: whole, cut short, or never. */

import type { ServerResponse } from 'node:http';
import type { Reply } from './reply.ts';

export type Delivery =
  | { readonly kind: 'whole'; readonly reply: Reply }
  /** The length of the whole body is announced, `bytes` of it are sent, then the socket is destroyed. */
  | { readonly kind: 'truncated'; readonly reply: Reply; readonly bytes: number }
  /** The connection is reset before anything is answered. */
  | { readonly kind: 'reset' }
  /** Nothing is answered; the socket stays open until the sandbox closes. */
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

/** The status that went out, where one did. */
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
