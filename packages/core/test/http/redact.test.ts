import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, showForeignError, showForeignText } from '../../src/http/redact.ts';

const secret = fc.string({ minLength: 4, maxLength: 40 }).filter((text) => !'[redacted]'.includes(text));

describe('foreign text', () => {
  it('loses a secret in every encoding', () => {
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
        const spellings = [
          value,
          new URLSearchParams([['', value]]).toString().slice(1),
          JSON.stringify(value).slice(1, -1),
          Buffer.from(value).toString('base64'),
        ];
        for (const spelling of spellings) expect(redact(before + spelling + after, [value])).toContain('[redacted]');
      }),
    );
  });

  it('loses a secret of any length, and nothing is lost for an empty one', () => {
    const text = fc.string({ maxLength: 200 });
    fc.assert(
      fc.property(fc.string({ maxLength: 8, unit: 'grapheme' }), text, (value, around) => {
        fc.pre(value.trim() !== '');
        expect(redact(`${around} ${value} ${around}`, [value, ''])).toContain('[redacted]');
      }),
    );
    expect(redact('nothing', ['', ''])).toBe('nothing');
  });

  it('is cut, and has no control characters, line ends or characters that reverse the reading direction', () => {
    const shown = showForeignText(`a\u0000b\r\nc\u001B[31md\u202Ee\u2028${'x'.repeat(2000)}`, []);
    expect(shown).toMatch(/^a b c \[31md e x+…$/);
    expect(shown.length).toBeLessThan(310);
  });

  it('of an error keeps its name, code and message, and no other property', () => {
    const error = Object.assign(new Error('connect failed for s3cret'), {
      code: 'ECONNREFUSED',
      config: { headers: { authorization: 'Bearer s3cret' } },
      cause: new TypeError('inner s3cret'),
    });
    const shown = inspect(showForeignError(error, ['s3cret']), { depth: 9, showHidden: true });
    expect(shown).toContain('connect failed for [redacted] (ECONNREFUSED) <- TypeError: inner [redacted]');
    expect(shown).not.toContain('s3cret');
  });
});
