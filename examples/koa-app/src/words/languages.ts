/** The languages of the application. A new one is a file beside this one and a line here. */
import { EN } from './en.ts';
import { FR } from './fr.ts';

/** The words of all pages in one language. */
export type Words = typeof EN;

export const WORDS = { en: EN, fr: FR } as const satisfies Readonly<Record<string, Words>>;

export type Language = keyof typeof WORDS;

/** The languages in the order in which they are offered to a browser. The first one is for browsers that want neither. */
export const LANGUAGES: Language[] = Object.keys(WORDS) as Language[];

/** Returns the language of this name, or the first one for any other value. */
export function languageOf(name: unknown): Language {
  return LANGUAGES.find((language) => language === name) ?? 'en';
}
