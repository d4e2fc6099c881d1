/** Linxo without a network: its tokens and answers name the user that they are for. */
import { createLinxo, type Fetch, type Linxo, type LinxoOptions } from '@linxo-guard/core';

export interface FakeLinxo {
  readonly connect: Linxo;
  /** The token requests that were sent: their parameters. */
  readonly tokenRequests: Readonly<Record<string, string>>[];
}

/** A token that says whose it is. */
export const tokenOf = (username: string) => `token-of-${encodeURIComponent(username)}`;

/** Makes an instance whose token endpoint accepts any password that does not start with `wrong`. `before` is awaited before each answer. */
export function fakeLinxo(options: Partial<LinxoOptions> = {}, before?: () => Promise<unknown>): FakeLinxo {
  const tokenRequests: Record<string, string>[] = [];
  const fetch: Fetch = async (url, { body, headers }) => {
    if (url.endsWith('/token')) {
      const parameters = Object.fromEntries(new URLSearchParams(body as string));
      tokenRequests.push(parameters);
      await before?.();
      const { username = 'client', password } = parameters;
      if (password?.startsWith('wrong')) return Response.json({ error: 'invalid_grant' }, { status: 400 });
      return Response.json({ access_token: tokenOf(username), token_type: 'Bearer', expires_in: 3600 });
    }
    await before?.();
    const name = new Headers(headers).get('authorization')?.replace(`Bearer ${tokenOf('')}`, '');
    return Response.json([{ id: '1', name, currency: 'EUR', balance: 1 }]);
  };
  const environment = { authorizationServer: 'https://auth.example', api: 'https://api.example/v2.1' };
  const connect = createLinxo({ environment, clientId: 'app', clientSecret: 'secret', fetch, ...options });
  return { connect, tokenRequests };
}
