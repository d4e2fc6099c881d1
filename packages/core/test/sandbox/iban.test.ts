/** Tests the invented IBANs of the sandbox's accounts. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { inventIban } from '../../src/sandbox/seed/iban.ts';
import { createRandom } from '../../src/sandbox/seed/random.ts';

it('An invented IBAN has the length of its country and right check digits', () => {
  const accountNumbers = fc.stringMatching(/^\d{11}$/);
  fc.assert(
    fc.property(fc.string(), accountNumbers, fc.constantFrom('FRA', 'DEU'), (seed, accountNumber, country) => {
      const iban = inventIban(country, accountNumber, createRandom(seed));
      expect(iban).toMatch(country === 'DEU' ? /^DE\d{20}$/ : /^FR\d{25}$/);
      const digits = (iban.slice(4) + iban.slice(0, 4)).replaceAll(/[A-Z]/g, (letter) =>
        String(Number.parseInt(letter, 36)),
      );
      expect(BigInt(digits) % 97n).toBe(1n);
    }),
  );
});
