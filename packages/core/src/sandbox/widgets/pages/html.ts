/** Builds HTML from templates. Every value is escaped, unless it was built here itself. */

/** A piece of HTML. Only {@link html} and {@link trustedHtml} make one. */
export interface Html {
  readonly html: string;
}

export type Content = Html | string | number | false | undefined | readonly Content[];

/** Returns the template as HTML, with its values escaped. `false` and `undefined` leave a place empty. */
export function html(texts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return { html: texts.map((text, index) => text + write(values[index])).join('') };
}

/** Returns text that this package wrote itself as HTML, such as its stylesheet. */
export function trustedHtml(text: string): Html {
  return { html: text };
}

/** Returns a value as JSON that can stand in a script element. */
export function scriptJson(value: unknown): Html {
  return { html: JSON.stringify(value).replaceAll('<', String.raw`\u003c`) };
}

function write(value: Content): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'object') return 'html' in value ? value.html : value.map(write).join('');
  return String(value).replaceAll(/[&<>"'`]/g, (char) => `&#${char.codePointAt(0)};`);
}
