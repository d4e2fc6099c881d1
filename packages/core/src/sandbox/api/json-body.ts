/**
 * Parses the JSON body of a request by a schema. A body that does not fit is answered with a 400 that names the wrong
 * properties.
 */
import type * as z from 'zod';
import { problemsOf, sentenceOf } from '../check.ts';
import { hasContentType, type Exchange } from '../http/exchange.ts';
import { ApiError } from './api-error.ts';

export function readJson<S extends z.ZodType>(exchange: Exchange, schema: S): z.output<S> {
  if (!hasContentType(exchange, 'application/json')) {
    throw new ApiError('PARAMETER_INVALID', 'The body must be application/json');
  }
  const read = schema.safeParse(parse(exchange.body), { error: sentenceOf });
  if (read.success) return read.data;
  throw new ApiError('PARAMETER_INVALID', `The body: ${problemsOf(read.error)}`);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ApiError('PARAMETER_INVALID', 'The body is not JSON');
  }
}
