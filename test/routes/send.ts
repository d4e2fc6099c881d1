/** Sends requests through an application's handler, with real requests and responses of Node, and no socket between. */
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Handle } from './framework.ts';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Resolves with the request when it is answered. */
export function send(handle: Handle, { method, url, headers }: Asked): Promise<void> {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { method, url, headers: { host: 'one.example', ...headers }, complete: true });
  request.push(null);
  const response = new ServerResponse(request);
  return new Promise((resolve) => {
    const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
    response.end = ((...args: unknown[]) => {
      resolve();
      return end(...args);
    }) as typeof response.end;
    handle(request, response);
  });
}
