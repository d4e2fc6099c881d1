/** A widget's URL sends a browser to web pages only. */
import { createLinxo, isLinxoError, type WidgetSession } from '@linxo-guard/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const { widgets } = createLinxo({ environment: 'production', clientId: 'app', clientSecret: 'secret' });
const SESSION: WidgetSession = { id: 's1', links: { terms: 'https://w.example/terms?session_id=s1' } };
const URL_PARAMETERS = ['redirect_url', 'cancel_url', 'aspsp_callback_uri'] as const;

const DANGEROUS = [
  'javascript:alert(1)',
  ' JavaScript:alert(1)',
  'java\nscript:alert(1)',
  '\u0000javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:https://app.example/1',
  'file:///etc/passwd',
  'view-source:https://app.example/',
  'about:blank',
  'ftp://app.example/',
  'ws://app.example/',
  'http://app.example/back',
  'http://localhost.evil.example/',
  'http://127.0.0.1.evil.example/',
  'http://[::2]/',
  'http://0.0.0.0/',
  'HTTP://APP.EXAMPLE',
  '//evil.example/',
  '/back',
  '',
  'app.example/back',
];
const HARMLESS = [
  'https://app.example/back?a=b#c',
  'HTTPS://app.example',
  'http://localhost:3000/back',
  'http://127.0.0.1:3000/back',
  'http://127.1.2.3/',
  'http://[::1]:3000/back',
];

const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return isLinxoError(error) ? error.code : error;
  }
};

describe.each(URL_PARAMETERS)('%s', (name) => {
  it.each(DANGEROUS)('is refused: %j', (value) => {
    const urlWith = (given: unknown) => widgets.url(SESSION, 'terms', { [name]: given });
    expect(codeOf(() => urlWith(value))).toBe('ERR_INVALID_REQUEST');
    expect(codeOf(() => urlWith([value]))).toBe('ERR_INVALID_REQUEST');
    let reads = 0;
    const changing = { toString: () => (reads++ === 0 ? value : 'https://app.example/') };
    expect(codeOf(() => urlWith(changing))).toBe('ERR_INVALID_REQUEST');
  });

  it.each(HARMLESS)('is taken: %s', (value) => {
    expect(new URL(widgets.url(SESSION, 'terms', { [name]: value })).searchParams.get(name)).toBe(value);
  });

  it('is https:, or http: on this machine, whatever is given', () => {
    const given = fc.oneof(fc.string(), fc.webUrl({ validSchemes: ['http', 'https', 'ftp', 'javascript'] }));
    const property = fc.property(given, (value) => {
      const outcome = codeOf(() => widgets.url(SESSION, 'terms', { [name]: value }));
      if (outcome === 'ERR_INVALID_REQUEST') return;
      const { protocol, hostname } = new URL(new URL(String(outcome)).searchParams.get(name) ?? '');
      expect([protocol === 'https:', hostname === 'localhost']).toContain(true);
    });
    fc.assert(property);
  });
});

it('parameters that the types do not know are checked by their name', () => {
  const parameters = { some_later_url: 'javascript:alert(1)' } as object;
  expect(codeOf(() => widgets.url(SESSION, 'terms', parameters))).toBe('ERR_INVALID_REQUEST');
});

it.each(DANGEROUS)('a link of the session is refused: %j', (terms) => {
  expect(codeOf(() => widgets.url({ id: 's1', links: { terms } }, 'terms'))).toBe('ERR_INVALID_REQUEST');
});

it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('there is no link called %s', (action) => {
  expect(codeOf(() => widgets.url(SESSION, action as 'terms'))).toBe('ERR_INVALID_REQUEST');
});
