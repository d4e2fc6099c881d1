import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { credentialHints } from '../../src/oauth/credential-hints.ts';

const ID = '3f2b8c1e-6a4d-4d0c-9f57-0a1b2c3d4e5f';
const SECRET = 'hunter2-hunter2';
const OF_ID = /^clientId \(LINXO_CLIENT_ID\) /;
const OF_SECRET = /^clientSecret \(LINXO_CLIENT_SECRET\) /;

describe('client credentials', () => {
  it.each([
    [ID, SECRET],
    ['an app', 'a secret with "quotes", spaces and = in the middle'],
    ['client', 'Basically:fine'],
    ['client', '+/==%20&?#é€'],
    ['client', '$ecret'],
    ['client', 'A_B_C='],
  ])('that look right get no hint: %s, %s', (clientId, clientSecret) => {
    expect(credentialHints(clientId, clientSecret)).toEqual([]);
  });

  it.each<[string, (credential: string) => string, RegExp]>([
    ['a space before it', (credential) => ` ${credential}`, /white space/],
    ['a tab behind it', (credential) => `${credential}\t`, /white space/],
    ['a space behind it that does not break', (credential) => `${credential}\u00a0`, /white space/],
    ['a line break behind it', (credential) => `${credential}\n`, /line break/],
    ['a line break of Windows behind it', (credential) => `${credential}\r\n`, /line break/],
    ['a line break within', (credential) => `${credential}\n${credential}`, /line break/],
    ['double quotes around it', (credential) => `"${credential}"`, /quotes/],
    ['single quotes around it', (credential) => `'${credential}'`, /quotes/],
    ['typographic quotes around it', (credential) => `“${credential}”`, /quotes/],
    ['Basic before it', (credential) => `Basic ${credential}`, /Authorization/],
    ['Bearer before it', (credential) => `bearer ${credential}`, /Authorization/],
    ['the name of a variable before it', (credential) => `LINXO_CLIENT_ID=${credential}`, /variable/],
    ['a placeholder in its place', () => '${LINXO_CLIENT}', /placeholder/],
    ['an example in its place', () => '<your credential>', /placeholder/],
    ['a character of no width within', (credential) => `${credential}\u200b${credential}`, /cannot be seen/],
    ['nothing in its place', () => '', /is empty/],
    ['white space in its place', () => ' \n\t', /only white space/],
  ])('with %s get one hint, which names option and variable', (_, flawed, hint) => {
    for (const [hints, name] of [
      [credentialHints(flawed(ID), SECRET), OF_ID],
      [credentialHints(ID, flawed(SECRET)), OF_SECRET],
    ] as const) {
      expect(hints).toEqual([expect.stringMatching(hint)]);
      expect(hints[0]).toMatch(name);
    }
  });

  it('are told each of several flaws', () => {
    expect(credentialHints(` "${ID}"`, `'${SECRET}'\n`)).toEqual([
      expect.stringMatching(/^clientId .* white space/),
      expect.stringMatching(/^clientId .* quotes/),
      expect.stringMatching(/^clientSecret .* line break/),
      expect.stringMatching(/^clientSecret .* quotes/),
    ]);
  });

  it.each([
    ['an identifier that holds the secret too', `${ID}:${SECRET}`, SECRET, /^clientId .* has a colon/],
    ['a secret that holds the identifier too', ID, `${ID}:${SECRET}`, /^clientSecret .* identifier too/],
    ['a secret that is an encoded pair', ID, btoa(`${ID}:${SECRET}`), /^clientSecret .* identifier too/],
    ['a secret that is the identifier', ID, ID, /^clientSecret .* the same as clientId/],
  ])('mixed up are noticed: %s', (_, clientId, clientSecret, hint) => {
    expect(credentialHints(clientId, clientSecret)).toEqual([expect.stringMatching(hint)]);
  });

  it('are shown in no hint, whatever they are', () => {
    const anyText = fc.string({ unit: 'binary', minLength: 1 });
    const around = fc.constantFrom(['"', '"'], [' ', '\n'], ['Basic ', ''], ['${', '}'], ['', '']);
    fc.assert(
      fc.property(anyText, anyText, around, (id, secret, [before, after]) => {
        const marked = (text: string) => `${before}<<${text}>>${after}`;
        const hints = credentialHints(marked(id), marked(secret)).join('\n');
        expect(hints).not.toContain('<<');
      }),
    );
  });
});
