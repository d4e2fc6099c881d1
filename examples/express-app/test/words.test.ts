// The words of all pages: what people read in each language is set as a printer of that language would set it.
import { describe, expect, it } from 'vitest';
import { fullDay, moment } from '../src/pages/formats.ts';
import { WORDS } from '../src/words/languages.ts';

/** Returns all texts of a part of the words. A text with something to fill in gets an example for it. */
function textsOf(part: unknown): readonly string[] {
  if (typeof part === 'string') return [part];
  if (typeof part === 'function') return [(part as (...examples: unknown[]) => string)('Test', 2)];
  return Object.values(part as object).flatMap(textsOf);
}

describe.each(Object.entries(WORDS))('the words in %s', (_language, words) => {
  const texts = textsOf(words);

  it('have apostrophes, not signs of inches, and raise their voice nowhere', () => {
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((text) => /['"!]/.test(text))).toEqual([]);
  });

  it('have no space too many', () => {
    expect(texts.filter((text) => /^\s|\s$|\s\s/.test(text))).toEqual([]);
  });
});

describe('French', () => {
  it('has a narrow space that does not break before : ; ? and inside of quotation marks', () => {
    expect(textsOf(WORDS.fr).filter((text) => /[^\u202f][:;?»]|«[^\u202f]/.test(text))).toEqual([]);
  });

  it('has dates as people write them: the first of a month is an ordinal number', () => {
    const [first, eleventh] = [Date.UTC(2026, 0, 1, 12) / 1000, Date.UTC(2026, 0, 11, 12) / 1000];
    expect(fullDay('fr', first)).toBe('1er janvier 2026');
    expect(fullDay('fr', eleventh)).toBe('11 janvier 2026');
    expect(moment('fr', first)).toBe('1er janv. à 13:00');
    expect(moment('en', first)).toBe('1 Jan, 13:00');
  });
});
