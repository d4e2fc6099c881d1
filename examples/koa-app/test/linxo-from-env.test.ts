// The application talks to one Linxo only: its stand-in where that is wanted, and never by mistake.
import { expect, it } from 'vitest';
import { linxoFromEnv } from '../src/linxo/linxo-from-env.ts';

const ACCOUNT = { LINXO_ENVIRONMENT: 'sandbox', LINXO_CLIENT_ID: 'id', LINXO_CLIENT_SECRET: 'secret' };

it('starts the stand-in that .env.example asks for', async () => {
  const { options, sandbox } = await linxoFromEnv({ EMBEDDED_SANDBOX: 'true', LINXO_CLIENT_ID: '' });
  await using _ = sandbox!;
  expect(options).toMatchObject({ clientId: sandbox?.options.clientId, environment: { api: sandbox?.api } });
});

it.each([undefined, '', 'false'])('talks to Linxo itself where EMBEDDED_SANDBOX is %j', async (value) => {
  const { options, sandbox } = await linxoFromEnv({ EMBEDDED_SANDBOX: value, ...ACCOUNT });
  expect(sandbox).toBeUndefined();
  expect(options.clientId).toBe('id');
});

it.each([
  [
    'both are set',
    { EMBEDDED_SANDBOX: 'true', ...ACCOUNT },
    'LINXO_ENVIRONMENT, LINXO_CLIENT_ID, LINXO_CLIENT_SECRET are set',
  ],
  ['one variable of Linxo is left', { EMBEDDED_SANDBOX: 'true', LINXO_API: 'x' }, 'LINXO_API is set'],
  ['it is production', { EMBEDDED_SANDBOX: 'true', NODE_ENV: 'production' }, 'NODE_ENV is production'],
  ['neither is set', {}, 'LINXO_CLIENT_ID is not set'],
  ['it is another word', { EMBEDDED_SANDBOX: 'yes' }, 'EMBEDDED_SANDBOX has to be true or false'],
])('does not start if %s', async (_case, env: NodeJS.ProcessEnv, reason) => {
  await expect(linxoFromEnv(env)).rejects.toThrow(reason);
});
