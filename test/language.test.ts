/** Holds the language of the comments: sentences with a subject and a verb, in the words of the glossary. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const COMMENT = /\/\*\*?([\s\S]*?)\*\/|^\s*\/\/(.*)$/gm;
const FRAGMENT = /^(What|Whether|Whose|How|The same|By|Of|Nearly always)\b/;

/** Words that only this codebase used, and the words of the field that took their place. */
const PRIVATE_WORDS = {
  'at hand': 'cached',
  'made anew': 'renewed',
  vouch: 'trusted',
  carrier: 'subject type',
  obstacle: 'cool-down',
  patience: 'retries',
  ageing: 'lifetime',
} as const;

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

const PACKAGES = readdirSync(join(ROOT, 'packages')).map((name) => `packages/${name}/src`);

interface Sentence {
  readonly file: string;
  readonly text: string;
}

function sentencesOf(file: string): readonly Sentence[] {
  const comments = [...readFileSync(file, 'utf8').matchAll(COMMENT)].map(([, block, line]) => block ?? line ?? '');
  return comments
    .map((comment) => comment.replaceAll(/^\s*\*( |$)/gm, '').replaceAll(/```[\s\S]*?```/g, ''))
    .flatMap((comment) => comment.split(/\n\s*\n|\n(?=@)/))
    .flatMap((paragraph) =>
      paragraph
        .replaceAll(/\s+/g, ' ')
        .trim()
        .split(/(?<=[.!?]) (?=\p{Lu})/u),
    )
    .map((text) => ({ file: relative(ROOT, file), text: text.replace(/^@\w+ (\w+ )?/, '').trim() }))
    .filter(({ text }) => text.length > 0);
}

const SENTENCES = PACKAGES.flatMap(sourcesIn).flatMap(sentencesOf);

describe('the comments of the packages', () => {
  it('are sentences: at most one in twenty opens as a fragment', () => {
    const fragments = SENTENCES.filter(({ text }) => FRAGMENT.test(text));
    const isTooMuch = fragments.length / SENTENCES.length > 0.05;
    expect(isTooMuch ? fragments.map(({ file, text }) => `${file}: ${text}`) : []).toEqual([]);
  });

  it.each(Object.entries(PRIVATE_WORDS))('do not say "%s", but "%s"', (word) => {
    const saying = SENTENCES.filter(({ text }) => new RegExp(`\\b${word}`, 'i').test(text));
    expect(saying.map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
  });
});
