/** The texts of the widgets by language. */
import { EN } from './en.ts';
import { FR } from './fr.ts';

export type Texts = typeof EN;
export type ErrorName = keyof Texts['errors'];

export const TEXTS = { fr: FR, en: EN } as const satisfies Readonly<Record<string, Texts>>;

export type Locale = keyof typeof TEXTS;

/** Returns a day as people write it, such as `23 février 2027`. */
export function dayText(epochSeconds: number, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long' }).format(
    epochSeconds * 1000,
  );
}

export function moneyText(amount: number, currency: string, locale: Locale): string {
  const text = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { style: 'currency', currency }).format(
    amount,
  );
  return text.replace('-', '−');
}
