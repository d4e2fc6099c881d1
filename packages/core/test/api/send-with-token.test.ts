import { describe, expect, it } from 'vitest';
import { sendWithToken } from '../../src/api/send-with-token.ts';
import type { HttpOutcome } from '../../src/http/fetch.ts';
import type { AccessToken } from '../../src/token/access-token.ts';
import { failureOf } from './with-api.ts';

const tokenOf = (value: unknown) => ({ value }) as AccessToken;
const answering =
  (status: number, sent: string[]) =>
  async (token: string): Promise<HttpOutcome> => {
    sent.push(token);
    return { kind: 'answer', status, headers: new Headers(), body: '' };
  };

describe('what is no token', () => {
  it.each([undefined, null, 7, {}, '', ' ', 'a b', 'a\r\nb', 'é'])('is never sent: %j', async (value) => {
    const sent: string[] = [];
    const source = { current: () => tokenOf(value), replace: async () => tokenOf('other') };
    const error = await failureOf(sendWithToken(source, undefined, answering(200, sent)));
    expect([error.code, sent]).toEqual(['ERR_TOKEN_REJECTED', []]);
  });

  it('is not sent in place of one that was refused either', async () => {
    const sent: string[] = [];
    const source = { current: () => tokenOf('first'), replace: async () => tokenOf(undefined) };
    const error = await failureOf(sendWithToken(source, undefined, answering(401, sent)));
    expect([error.code, sent]).toEqual(['ERR_TOKEN_REJECTED', ['first']]);
  });
});
