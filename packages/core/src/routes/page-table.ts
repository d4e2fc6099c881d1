/** Renders the table of routes and scopes. */
import { SUBJECT_TYPES } from '../catalog/scopes.ts';
import type { RequiredScopes, RouteDescription } from './describe-route.ts';
import { code, count, escapeHtml, TOKEN_OF } from './page-html.ts';
import { type Column, isUnguarded, roleOf } from './page-roles.ts';

/** Returns the table. Its rows have what the filter compares as data attributes. */
export function routesTable(routes: readonly RouteDescription[], columns: readonly Column[]): string {
  return `<table>
<caption class="unseen">Routes, and what each scope is for them</caption>
<thead>${headOf(columns)}</thead>
<tbody>
${routes.map((route) => rowOf(route, columns)).join('\n')}
</tbody>
</table>`;
}

function headOf(columns: readonly Column[]): string {
  const groups = SUBJECT_TYPES.map((subjectType) => {
    const width = columns.filter((column) => column.subjectType === subjectType).length;
    return width === 0 ? '' : `<th scope="colgroup" colspan="${width}">${TOKEN_OF[subjectType]}</th>`;
  });
  const scopes = columns.map(({ scope }) => `<th scope="col">${code(scope)}</th>`);
  const fixed = (name: string) => `<th scope="col" rowspan="2">${name}</th>`;
  return `<tr>${fixed('route')}${groups.join('')}${fixed('endpoints')}</tr><tr>${scopes.join('')}</tr>`;
}

function rowOf(route: RouteDescription, columns: readonly Column[]): string {
  const roles = columns.map((column) => roleOf(route, column));
  const named = columns.flatMap(({ scope }, index) => (roles[index] ? [scope] : []));
  const attributes = {
    method: route.method,
    scopes: named.join(' '),
    text: `${route.method} ${route.path} ${(route.opaque ?? []).join(' ')}`.toLowerCase(),
    ...(isUnguarded(route) ? { unguarded: '' } : {}),
    ...(route.uncertain.length > 0 ? { uncertain: '' } : {}),
  };
  const data = Object.entries(attributes).map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`);
  const cells = roles.map((role) => (role ? `<td class="${role.replace(' ', '-')}">${role}</td>` : '<td></td>'));
  return `<tr${data.join('')}><th scope="row">${nameOf(route)}</th>${cells.join('')}<td>${endpointsOf(route)}</td></tr>`;
}

function nameOf(route: RouteDescription): string {
  const { method, path, requires, opaque = [], uncertain } = route;
  const anyToken = SUBJECT_TYPES.filter((subjectType) => requires[subjectType]?.some((scopes) => scopes.length === 0));
  const notes = [
    ...(isUnguarded(route)
      ? [`<strong class="broken">${uncertain.length > 0 ? 'no proved guard' : 'no guard'}</strong>`]
      : []),
    ...anyToken.map((subjectType) => `<span>${TOKEN_OF[subjectType]}, whatever its scopes</span>`),
    ...opaque.map((name) => `<span>${escapeHtml(name)} cannot be looked into</span>`),
  ];
  return `<b>${escapeHtml(method)}</b> ${code(path)}${notes.map((note) => `<br>${note}`).join('')}${reasonsOf(uncertain)}`;
}

/** Folds the reasons of uncertain guards. */
function reasonsOf(uncertain: RouteDescription['uncertain']): string {
  if (uncertain.length === 0) return '';
  const reasons = uncertain.map(({ scopes, why }) => `<li>${namesIn(scopes)}: ${escapeHtml(why)}</li>`);
  return `<details><summary>${count(uncertain.length, 'uncertain guard')}</summary><ul>${reasons.join('')}</ul></details>`;
}

function namesIn(scopes: RequiredScopes): string {
  const names = SUBJECT_TYPES.flatMap((subjectType) =>
    (scopes[subjectType] ?? []).map((anyOf) => anyOf.join(' ') || 'any token'),
  );
  return names.map(code).join(' or ');
}

function endpointsOf({ endpoints }: RouteDescription): string {
  if (endpoints.length === 0) return '';
  const list = endpoints.map((name) => `<li>${code(name)}</li>`).join('');
  return `<details><summary>${count(endpoints.length, 'endpoint')}</summary><ul>${list}</ul></details>`;
}
