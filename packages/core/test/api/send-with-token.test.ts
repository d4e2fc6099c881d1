import { describe, expect, it } from 'vitest';
import { sendWithToken } from '../../src/api/send-with-token.ts';
import type { HttpOutcome } from '../../src/http/fetch.ts';
import { CLIENT_OWNER } from '../../src/subject/token-owner.ts';
import type { TokenManager } from '../../src/token/token-manager.ts';
import { failureOf } from './with-api.ts';

const DECLARED = { owner: CLIENT_OWNER, scopes: 1 };
/** A manager that gives these values as tokens. */
const managerOf = (first: unknown, renewed: unknown) =>
  ({ get: () => ({ value: first }), renew: async () => ({ value: renewed }) }) as unknown as TokenManager;
const answering =
  (status: number, sent: string[]) =>
  async (token: string): Promise<HttpOutcome> => {
    sent.push(token);
    return { kind: 'answer', status, headers: new Headers(), body: '' };
  };

describe('an invalid token', () => {
  it.each([undefined, null, 7, {}, '', ' ', 'a b', 'a\r\nb', 'é'])('is never sent: %j', async (value) => {
    const sent: string[] = [];
    const error = await failureOf(sendWithToken(managerOf(value, 'other'), DECLARED, undefined, answering(200, sent)));
    expect([error.code, sent]).toEqual(['ERR_TOKEN_REJECTED', []]);
  });

  it('is not sent in place of a refused one either', async () => {
    const sent: string[] = [];
    const error = await failureOf(
      sendWithToken(managerOf('first', undefined), DECLARED, undefined, answering(401, sent)),
    );
    expect([error.code, sent]).toEqual(['ERR_TOKEN_REJECTED', ['first']]);
  });
});
