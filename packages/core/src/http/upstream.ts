/** Reads `error` and `error_description` from the body of a refusal. */
import * as z from 'zod';
import type { UpstreamAnswer } from '../errors/linxo-error.ts';
import type { HttpAnswer } from './fetch.ts';
import { showForeignText } from './redact.ts';

const ERROR_BODY = z.looseObject({
  error: z.string().optional().catch(undefined),
  error_description: z.string().optional().catch(undefined),
});

/**
 * Returns the `error` member of an answer's body exactly as the server said it, for decisions. It may repeat a secret, so it is
 * never shown. A body that is not JSON has none.
 */
export function readErrorCode({ body }: HttpAnswer): string | undefined {
  return parseBody(body).error;
}

/** Returns the status and the error members of an answer, with secrets replaced. A body that is not JSON has none. */
export function readUpstream(answer: HttpAnswer, secrets: readonly string[]): UpstreamAnswer {
  const { error, error_description: description } = parseBody(answer.body);
  return {
    status: answer.status,
    ...(error === undefined ? {} : { error: showForeignText(error, secrets) }),
    ...(description === undefined ? {} : { errorDescription: showForeignText(description, secrets) }),
  };
}

function parseBody(text: string): z.infer<typeof ERROR_BODY> {
  try {
    return ERROR_BODY.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
