/** Writes amounts, days and times as people of a language do. */
import type { Language } from '../words/languages.ts';

/** Linxo's banks are French. An application for other places asks people for theirs. */
const TIME_ZONE = 'Europe/Paris';
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' };

/** Writes an amount with its currency. A minus sign is a minus sign, and `'always'` shows a plus sign, too. */
export function money(language: Language, amount: number, currency: string, sign: 'auto' | 'always' = 'auto'): string {
  const signDisplay = sign === 'always' ? 'exceptZero' : 'auto';
  return number(language, amount, { style: 'currency', currency, signDisplay }).replace('-', '−');
}

/** Writes an amount in whole units, for the axis of a chart. */
export function roundMoney(language: Language, amount: number, currency: string): string {
  const options = { style: 'currency', currency, maximumFractionDigits: 0, minimumFractionDigits: 0 } as const;
  return number(language, amount, options).replace('-', '−');
}

function number(language: Language, amount: number, options: Intl.NumberFormatOptions): string {
  // A bank may name a currency that is none.
  if (/^[A-Z]{3}$/.test(options.currency ?? ''))
    return new Intl.NumberFormat(LOCALES[language], options).format(amount);
  return `${new Intl.NumberFormat(LOCALES[language]).format(amount)} ${options.currency}`;
}

/** Writes a day, with its year only where it is not this one. */
export function day(language: Language, seconds: number, nowMs = Date.now()): string {
  const isThisYear = yearOf(seconds) === yearOf(nowMs / 1000);
  return date(language, seconds, {
    weekday: isThisYear ? 'long' : 'short',
    day: 'numeric',
    month: isThisYear ? 'long' : 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
}

/** Writes a day in few letters. */
export function shortDay(language: Language, seconds: number): string {
  return date(language, seconds, { day: 'numeric', month: 'short' });
}

/** Writes a day with its year. */
export function fullDay(language: Language, seconds: number): string {
  return date(language, seconds, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** Writes a time of a day. */
export function moment(language: Language, seconds: number): string {
  return date(language, seconds, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
}

/** Writes how long to wait, such as "in 15 minutes". It is never too short. */
export function waitingTime(language: Language, seconds: number): string {
  const format = new Intl.RelativeTimeFormat(LOCALES[language]);
  return seconds < 60 ? format.format(Math.ceil(seconds), 'second') : format.format(Math.ceil(seconds / 60), 'minute');
}

/** Returns a day as `2026-03-31`, which sorts. */
export function isoDay(seconds: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE }).format(seconds * 1000);
}

function date(language: Language, seconds: number, options: Intl.DateTimeFormatOptions): string {
  const text = new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: TIME_ZONE }).format(seconds * 1000);
  // The first of a month is an ordinal number in French, and a time is joined by a word.
  return language === 'fr' ? text.replace(/\b1(?= \p{L})/u, '1er').replace(', ', ' à ') : text;
}

function yearOf(seconds: number): string {
  return isoDay(seconds).slice(0, 4);
}
