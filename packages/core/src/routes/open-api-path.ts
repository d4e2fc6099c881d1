/** Converts the paths of Express 5 and @koa/router (path-to-regexp 8) to OpenAPI path templates. */
import { tokenListsOf } from './path-ways.ts';
import { isPattern } from './route-path.ts';

/** An OpenAPI path template and the names of its parameters. */
export interface PathTemplate {
  readonly template: string;
  readonly parameters: readonly string[];
}

/**
 * Returns the OpenAPI templates of a path. Each optional part makes two templates, one with it and one without.
 *
 * @param path such as `/accounts/:id`, `/files/*path` or `/accounts{/:id}`
 * @returns templates such as `/accounts/{id}`; none for a regular expression, and for a path that no request can have
 */
export function pathTemplatesOf(path: string): readonly PathTemplate[] {
  const lists = isPattern(path) ? [] : (tokenListsOf(path) ?? []);
  const templates = lists.map((tokens) => {
    const parameters: string[] = [];
    const parts = tokens.map((token) => {
      if (token.type === 'text') return encodeText(token.value);
      const name = 'name' in token ? freeName(token.name, parameters) : '';
      parameters.push(name);
      return `{${name}}`;
    });
    const template = parts.join('');
    // A wildcard in the first place matches the slash, too.
    return { template: template.startsWith('{') ? `/${template}` : template || '/', parameters };
  });
  const byTemplate = new Map(templates.map((one) => [one.template, one]));
  return [...byTemplate.values()].filter(({ template }) => template.startsWith('/'));
}

/** Escapes the characters that have a meaning in a template or end the path of a URL. */
function encodeText(text: string): string {
  return text.replaceAll(/[{}?#]/g, encodeURIComponent);
}

/** A name in a template has no slashes and braces, and occurs once. */
function freeName(name: string, taken: readonly string[]): string {
  const plain = name.replaceAll(/[/{}?#]/g, '_');
  let free = plain;
  for (let number = 2; taken.includes(free); number += 1) free = `${plain}${number}`;
  return free;
}
