// Each setting that is wrong is named in a sentence, all of them at once.
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config/config.ts';
import { PASSWORD_KEYS } from './support/running-app.ts';

const messageOf = (env: Readonly<Record<string, string>>): string => {
  try {
    readConfig({ PASSWORD_KEYS, ...env });
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the settings', () => {
  it('have defaults for a machine of one’s own', () => {
    expect(readConfig({ PASSWORD_KEYS, PORT: '' })).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: 'file:data/app.db',
      publicUrl: undefined,
      basicApi: false,
    });
  });

  it.each([
    [{ PORT: '70000' }, 'PORT has to be a number from 0 to 65535; 0 takes any free port.'],
    [{ PORT: '3e3' }, 'PORT has to be a number from 0 to 65535; 0 takes any free port.'],
    [{ HOST: 'a b' }, 'HOST has to be a host name or an address to listen on, such as 127.0.0.1 or 0.0.0.0.'],
    [{ PUBLIC_URL: 'http://app.example.com' }, 'PUBLIC_URL has to be an origin'],
    [{ PUBLIC_URL: 'https://app.example.com/path' }, 'PUBLIC_URL has to be an origin'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL has to begin with file: or postgres://.'],
    [{ PASSWORD_KEYS: '' }, 'PASSWORD_KEYS is not set'],
    [{ PASSWORD_KEYS: 'k1:c2hvcnQ' }, 'PASSWORD_KEYS has to be'],
    [{ PASSWORD_KEYS: `${PASSWORD_KEYS} ${PASSWORD_KEYS}` }, 'PASSWORD_KEYS has to be'],
    [{ WEBHOOK_SECRETS: 'short' }, 'WEBHOOK_SECRETS has to be'],
    [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY has to be the number of proxies'],
    [{ API_BASIC: '1' }, 'API_BASIC has to be true or false.'],
    [{ WIDGET: 'popup' }, 'WIDGET has to be redirect or iframe.'],
    [{ USER_DOMAIN: 'localhost' }, 'USER_DOMAIN has to be a domain of yours'],
    [{ LOG_LEVEL: 'all' }, 'LOG_LEVEL has to be'],
    [{ METRICS_PORT: '-1' }, 'METRICS_PORT has to be a number'],
  ])('%j is refused with a sentence', (env: Readonly<Record<string, string>>, sentence) => {
    expect(messageOf(env)).toContain(sentence);
  });

  it('are all checked at once, and no key is shown', () => {
    const message = messageOf({ PORT: 'x', HOST: '!', PASSWORD_KEYS: 'k1:a-secret-key' });
    expect(message.split('\n')).toHaveLength(3);
    expect(message).not.toContain('a-secret-key');
  });
});
