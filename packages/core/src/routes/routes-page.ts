/** Renders routes, scopes and endpoints as one HTML page without scripts or other files. */
import { type SubjectType, SUBJECT_TYPES, type Scope, SCOPE_NAMES } from '../catalog/scopes.ts';
import { expandScopes } from '../scope/scope-set.ts';
import type { RouteDescription, ScopeAlternatives } from './describe-route.ts';
import { PAGE_STYLE } from './page-style.ts';
import { smallestScopes } from './smallest-scopes.ts';

/** A column of the table: one scope of one subject type. */
interface Column {
  readonly subjectType: SubjectType;
  readonly scope: Scope;
}

const TOKEN_OF = { client: 'the application’s own token', user: 'a user’s token' } as const satisfies Record<
  SubjectType,
  string
>;

/**
 * Returns an HTML page that shows the scopes that each route requires, and the endpoints that its handler may call.
 *
 * @param routes the result of `describeRoutes(app)`
 * @param title the title of the page; default: `Routes and scopes`
 * @example
 * ```ts
 * await writeFile('routes.html', routesPage(describeRoutes(app), 'Routes of the shop'));
 * ```
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
${smallestSetsOf(routes)}
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

/** Returns a column for each scope that a route requires, or that such a scope includes. */
function columnsOf(routes: readonly RouteDescription[]): readonly Column[] {
  return SUBJECT_TYPES.flatMap((subjectType) => {
    const occurring = new Set(expandScopes(routes.flatMap(({ requires }) => (requires[subjectType] ?? []).flat())));
    return SCOPE_NAMES.filter((scope) => occurring.has(scope)).map((scope) => ({ subjectType, scope }));
  });
}

function smallestSetsOf(routes: readonly RouteDescription[]): string {
  const smallest = smallestScopes(routes);
  const items = SUBJECT_TYPES.map(
    (subjectType) =>
      `<dt>${TOKEN_OF[subjectType]}</dt><dd>${smallest[subjectType].map(code).join(' ') || 'no scope'}</dd>`,
  );
  return `<p>The smallest sets of scopes that serve all routes:</p>\n<dl>${items.join('')}</dl>`;
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
  const role = anyOf ? roleOf(anyOf, scope) : '';
  return `<td class="${role.replace(' ', '-')}">${role}</td>`;
}

/** Returns the role of a scope in a requirement. */
function roleOf(anyOf: ScopeAlternatives, scope: Scope): 'required' | 'one of' | 'included' | '' {
  const naming = anyOf.filter((scopes) => scopes.includes(scope));
  if (naming.length === anyOf.length) return 'required';
  if (naming.length > 0) return 'one of';
  return anyOf.every((scopes) => expandScopes(scopes).includes(scope)) ? 'included' : '';
}

/** Escapes text for elements and quoted attributes. */
function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);
}

function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}
