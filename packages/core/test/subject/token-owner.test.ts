import fc from 'fast-check';
import { expect, it } from 'vitest';
import { subjectKey } from '../../src/subject/token-owner.ts';

const PRINT = 'p'.repeat(32);
const prints = fc.constantFrom('', PRINT, 'q'.repeat(32));
const usernames = fc.oneof(
  fc.string({ minLength: 1, unit: 'binary' }),
  fc.constantFrom(
    'client',
    'x',
    'vouched x',
    `${PRINT}=x`,
    `given ${PRINT}=x`,
    '=x',
    '#x',
    '\ud800',
    '\udfff',
    '\ufffd',
  ),
  fc.constantFrom('a', 'b').map((end) => 'x'.repeat(100) + end),
);

it('the key of a subject is that of no other one, whatever the usernames', () => {
  fc.assert(
    fc.property(usernames, prints, usernames, prints, (one, onePrint, other, otherPrint) => {
      const areSame = one === other && onePrint === otherPrint;
      expect(subjectKey(one, onePrint) === subjectKey(other, otherPrint)).toBe(areSame);
      expect(subjectKey(one, onePrint)).not.toBe(subjectKey('', ''));
    }),
  );
});

it('the key of a subject is short, however long the username that a caller sends', () => {
  expect(subjectKey('x'.repeat(1_000_000), PRINT).length).toBeLessThan(150);
});
