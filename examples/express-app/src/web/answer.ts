/** Sends the answer of a journey. */
import { pipeline } from 'node:stream';
import type { Response } from 'express';
import type { Answer } from '../answer.ts';

export function send(response: Response, { status, headers, body }: Answer): void {
  response.status(status).set(headers);
  if (typeof body === 'string') {
    response.send(body);
  } else if (response.req.method === 'HEAD') {
    // The headers are all of the answer, so nobody waits for a stream.
    body.destroy();
    response.end();
  } else {
    // Whoever goes away ends the stream, too. What broke has been cut off, and there is no one left to tell.
    pipeline(body, response, () => undefined);
  }
}
