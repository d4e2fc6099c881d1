/** Writes text and lists as HTML for the page of routes. */
import type { SubjectType } from '../catalog/scopes.ts';

export const TOKEN_OF = { client: 'the application’s own token', user: 'a user’s token' } as const satisfies Record<
  SubjectType,
  string
>;

/** Escapes text for elements and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);
}

/** Writes a name as code. It may be broken behind an underscore and before a slash, so that columns stay narrow. */
export function code(text: string): string {
  return `<code>${escapeHtml(text).replaceAll('_', '_<wbr>').replaceAll('/', '<wbr>/')}</code>`;
}

/** Writes a number with its noun: `1 route`, `60 routes`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
