/** Routes, scopes and endpoints on one page, for people: HTML that needs nothing else, scripts included. */
import { type SubjectType, SUBJECT_TYPES, type Scope, SCOPE_NAMES } from '../catalog/scopes.ts';
import { expandScopes } from '../scope/scope-set.ts';
import type { RouteDescription, ScopeAlternatives } from './describe-route.ts';
import { PAGE_STYLE } from './page-style.ts';
import { smallestScopes } from './smallest-scopes.ts';

/** A column of the table: a scope of one of the two kinds of tokens. */
interface Column {
  readonly subjectType: SubjectType;
  readonly scope: Scope;
}

const TOKEN_OF = { client: 'the application’s own token', user: 'a user’s token' } as const satisfies Record<
  SubjectType,
  string
>;

/**
 * A page that shows which route needs which scopes, and which endpoints its handler reaches.
 *
 * @param routes what `describeRoutes(app)` gave
 * @param title of the page; default: `Routes and scopes`
 * @returns an HTML document
 */
export function routesPage(routes: readonly RouteDescription[], title = 'Routes and scopes'): string {
  const columns = columnsOf(routes);
  const rows = routes.map((route) => rowOf(route, columns));
  const heading = escapeHtml(title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${heading}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<h1>${heading}</h1>
${leastOf(routes)}
<table>
<thead>${headOf(columns)}</thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</body>
</html>
`;
}

/** The scopes that occur, with all that they include. */
function columnsOf(routes: readonly RouteDescription[]): readonly Column[] {
  return SUBJECT_TYPES.flatMap((subjectType) => {
    const occurring = new Set(expandScopes(routes.flatMap(({ requires }) => (requires[subjectType] ?? []).flat())));
    return SCOPE_NAMES.filter((scope) => occurring.has(scope)).map((scope) => ({ subjectType, scope }));
  });
}

function leastOf(routes: readonly RouteDescription[]): string {
  const least = smallestScopes(routes);
  const items = SUBJECT_TYPES.map(
    (subjectType) =>
      `<dt>${TOKEN_OF[subjectType]}</dt><dd>${least[subjectType].map(code).join(' ') || 'no scope'}</dd>`,
  );
  return `<p>The least that serves all routes:</p>\n<dl>${items.join('')}</dl>`;
}

function headOf(columns: readonly Column[]): string {
  const groups = SUBJECT_TYPES.map((subjectType) => {
    const width = columns.filter((column) => column.subjectType === subjectType).length;
    return width === 0 ? '' : `<th scope="colgroup" colspan="${width}">${TOKEN_OF[subjectType]}</th>`;
  });
  const scopes = columns.map(({ scope }) => `<th scope="col">${code(scope)}</th>`);
  const fixed = (name: string) => `<th scope="col" rowspan="2">${name}</th>`;
  return `<tr>${fixed('route')}${groups.join('')}${fixed('endpoints that it reaches')}</tr><tr>${scopes.join('')}</tr>`;
}

function rowOf({ method, path, requires, endpoints }: RouteDescription, columns: readonly Column[]): string {
  const isOpen = Object.keys(requires).length === 0;
  const anyToken = SUBJECT_TYPES.filter((subjectType) => requires[subjectType]?.some((scopes) => scopes.length === 0));
  const notes = isOpen ? ['no guard'] : anyToken.map((subjectType) => `${TOKEN_OF[subjectType]}, whatever its scopes`);
  const cells = columns.map(({ subjectType, scope }) => cellOf(requires[subjectType], scope));
  const name = `<b>${escapeHtml(method)}</b> ${escapeHtml(path)}${notes.map((note) => `<br><em>${note}</em>`).join('')}`;
  const reached = `<td class="endpoints">${endpoints.map(code).join(', ')}</td>`;
  return `<tr${isOpen ? ' class="open"' : ''}><th scope="row">${name}</th>${cells.join('')}${reached}</tr>`;
}

function cellOf(anyOf: ScopeAlternatives | undefined, scope: Scope): string {
  const share = anyOf ? shareOf(anyOf, scope) : '';
  return `<td class="${share.replace(' ', '-')}">${share}</td>`;
}

/** What part a scope has in a requirement. */
function shareOf(anyOf: ScopeAlternatives, scope: Scope): 'required' | 'one of' | 'included' | '' {
  const naming = anyOf.filter((scopes) => scopes.includes(scope));
  if (naming.length === anyOf.length) return 'required';
  if (naming.length > 0) return 'one of';
  return anyOf.every((scopes) => expandScopes(scopes).includes(scope)) ? 'included' : '';
}

/** For text between tags, and in attributes that are quoted. */
function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);
}

function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}
