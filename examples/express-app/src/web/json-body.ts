/** Reads the JSON body of a request. It stands behind the guards of a route, so that nobody's body is read before it is known whose it is. */
import express, { type RequestHandler } from 'express';

const parse = express.json({ limit: '16kb' });

/** Returns middleware that refuses other types: a page of another site could send a form or plain text, but not JSON. */
export function jsonBody(): RequestHandler {
  return function readJsonBody(request, response, next) {
    if (!request.is('application/json')) return next({ status: 415 });
    parse(request, response, next);
  };
}
