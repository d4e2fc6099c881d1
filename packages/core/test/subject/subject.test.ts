import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { parseSubject, withHiddenPassword } from '../../src/subject/subject.ts';

it('a subject that a handler is given is complete, and shows no password however it is printed', () => {
  const handed = withHiddenPassword({ username: 'camille', password: 'hunter2' });
  expect(parseSubject(handed, 'subject')).toMatchObject({ username: 'camille', password: 'hunter2' });
  const printed = [
    inspect(handed, { showHidden: true, getters: true, depth: 9 }),
    JSON.stringify(handed),
    Object.values(handed).join(),
  ];
  for (const text of printed) {
    expect(text).toContain('camille');
    expect(text).not.toContain('hunter2');
  }
});
