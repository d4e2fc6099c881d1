import { describe, expect, it } from 'vitest';
import { buildUrl } from '../../src/api/build-url.ts';

describe('the URL of a call', () => {
  it.each([
    '/../v3/accounts',
    '/%2e%2e/v3/accounts',
    '/accounts/../../users',
    '0.evil.example/accounts',
    '@evil.example/',
  ])('never leaves the base URL of the API: %s', (template) => {
    expect(() => buildUrl('https://api.example.com/v2.1', template)).toThrow('would leave the base URL');
  });

  it.each([
    'https://api.example.com/v2.1',
    'https://API.example.com:443/v2.1',
    'http://[::1]:8080',
    'https://a.example/x/../y',
  ])('may begin with the base URL however that is spelled: %s', (baseUrl) => {
    expect(buildUrl(baseUrl, '/accounts/{id}', { id: 'a/b' }, { page: 1 })).toBe(`${baseUrl}/accounts/a%2Fb?page=1`);
  });
});
