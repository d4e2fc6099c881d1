/** Reads the `error` and `error_description` of a refusal, whatever else its body may be. */
import { z } from 'zod';
import type { UpstreamAnswer } from '../errors/linxo-error.ts';
import type { HttpAnswer } from './fetch.ts';
import { showForeignText } from './redact.ts';

const ERROR_BODY = z.looseObject({
  error: z.string().optional().catch(undefined),
  error_description: z.string().optional().catch(undefined),
});

/** What a server said, with secrets struck out. */
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
