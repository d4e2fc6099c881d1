// Credentials with the characters that an encoding can get wrong, and the sandbox that knows them.
import { SANDBOX_USERS, startSandbox, type Sandbox } from '@linxo-guard/core/sandbox';
import { onTestFinished } from 'vitest';

/** Each clients' credentials are tried: the sandbox's own, and two that are hard to encode. */
export const CLIENTS = {
  'the default credentials': {},
  'a colon, percent signs and quotes': { clientId: 'id:1-2_3', clientSecret: `p%41:s%s"'&=/?#\\` },
  'umlauts, plus and space': { clientId: 'büro+1', clientSecret: 'ä ö+ü %2B' },
} as const satisfies Readonly<Record<string, { readonly clientId?: string; readonly clientSecret?: string }>>;

export type ClientName = keyof typeof CLIENTS;

/** A user whose password has every awkward character. */
export const USER = SANDBOX_USERS.odette;

export async function sandboxWith(client: ClientName): Promise<Sandbox> {
  const sandbox = await startSandbox(CLIENTS[client]);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** Returns the status of a call with a token, so that a test sees that the API takes it. */
export async function statusOf({ api }: Sandbox, token: string, path = '/accounts'): Promise<number> {
  return (await fetch(api + path, { headers: { authorization: `Bearer ${token}` } })).status;
}
