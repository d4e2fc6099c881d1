import { expect, it } from 'vitest';
import { createGuard } from '../../src/guard/guard.ts';

it('a guard without a mount says what to mount, in words that fit every framework', () => {
  const decide = () => createGuard('all', ['accounts_read']).decide({}, {});
  expect(decide).toThrow('mount linxo(connect, { user }) above the routes');
  expect(decide).not.toThrow('app.use');
});
