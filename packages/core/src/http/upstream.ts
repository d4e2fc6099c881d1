/** Reads `error` and `error_description` from the body of a refusal. */
import { z } from 'zod';
import type { UpstreamAnswer } from '../errors/linxo-error.ts';
import type { HttpAnswer } from './fetch.ts';
import { showForeignText } from './redact.ts';

const ERROR_BODY = z.looseObject({
  error: z.string().optional().catch(undefined),
  error_description: z.string().optional().catch(undefined),
});

/** Returns the status and the error members of an answer, with secrets replaced. A body that is not JSON has none. */
export function readUpstream(answer: HttpAnswer, secrets: readonly string[]): UpstreamAnswer {
  const body = parseBody(answer.body);
  return {
    status: answer.status,
    ...(body.error === undefined ? {} : { error: showForeignText(body.error, secrets) }),
    ...(body.error_description === undefined
      ? {}
      : { errorDescription: showForeignText(body.error_description, secrets) }),
  };
}

function parseBody(text: string): z.infer<typeof ERROR_BODY> {
  try {
    return ERROR_BODY.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
