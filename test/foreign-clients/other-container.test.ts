// An application in another container reaches the sandbox by http:, under the name that its container has.
import dns from 'node:dns';
import { createLinxo } from '@linxo-guard/core';
import { SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import { expect, it, onTestFinished, vi } from 'vitest';

const NAME = 'linxo-sandbox';

/** Makes the name lead to this machine, as the network of containers does. */
function resolveName(): void {
  const lookup = dns.lookup as (name: string, ...rest: readonly unknown[]) => void;
  const spy = vi.spyOn(dns, 'lookup') as unknown as {
    mockImplementation(look: typeof lookup): void;
    mockRestore(): void;
  };
  spy.mockImplementation((name, ...rest) => lookup(name === NAME ? '127.0.0.1' : name, ...rest));
  onTestFinished(() => spy.mockRestore());
}

it('an application uses the sandbox under the name of a container, with insecureHosts', async () => {
  resolveName();
  const widgetsUrl = 'http://localhost:4002';
  const sandbox = await startSandbox({ hostNames: [NAME], widgetsUrl });
  onTestFinished(() => sandbox.close());
  const named = (url: string) => url.replace('127.0.0.1', NAME);
  const { authorizationServer, api, widgets } = sandbox.options.environment;
  const environment = { authorizationServer: named(authorizationServer), api: named(api), widgets: named(widgets) };
  const options = { ...sandbox.options, environment };
  expect(() => createLinxo(options)).toThrow('insecureHosts');

  const connect = createLinxo({ ...options, insecureHosts: [NAME] });
  onTestFinished(() => connect.close());
  const subject = SANDBOX_USERS.camille;
  const client = connect.api({ subject, scopes: ['accounts_read'] });
  expect(await client.get('/accounts')).toHaveLength(7);
  expect(sandbox.log.apiCalls[0]?.headers['host']).toMatch(/^linxo-sandbox:\d+$/);

  // The browser is outside of the containers, and does not know the name.
  const session = await connect.widgets.createSession({ subject, action: 'add_connection' });
  expect(connect.widgets.url(session, 'add_connection')).toMatch(
    /^http:\/\/localhost:4002\/widget\/add_connection\?session_id=/,
  );
});
