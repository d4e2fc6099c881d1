/** Renders routes, scopes and endpoints as one HTML page without other files. */
import { SUBJECT_TYPES } from '../catalog/scopes.ts';
import type { RouteDescription } from './describe-route.ts';
import { FILTER_SCRIPT, filterForm } from './page-filter.ts';
import { code, count, escapeHtml, TOKEN_OF } from './page-html.ts';
import { columnsOf, isUnguarded, ROLES } from './page-roles.ts';
import { PAGE_STYLE } from './page-style.ts';
import { routesTable } from './page-table.ts';
import { smallestScopes } from './smallest-scopes.ts';

/**
 * Returns an HTML page that shows the scopes that each route requires, and the endpoints that its handler may call. It can be read
 * without scripts; with scripts, it has a filter.
 *
 * @param routes the result of `describeRoutes(app)`
 * @param title the title of the page; default: `Routes and scopes`
 * @example
 * ```ts
 * await writeFile('routes.html', routesPage(describeRoutes(app), 'Routes of the shop'));
 * ```
 */
export function routesPage(routes: readonly RouteDescription[], title = 'Routes and scopes'): string {
  const heading = escapeHtml(title);
  const columns = columnsOf(routes);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${heading}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>${heading}</h1>
<p>${summaryOf(routes)}</p>
<p class="terms">${termsOf()}</p>
</header>
<main>
${filterForm(routes, columns)}
<div class="table" role="region" aria-label="Table of routes" tabindex="0">
${routesTable(routes, columns)}
</div>
<h2>Smallest scopes for all routes</h2>
${smallestSetsOf(routes)}
</main>
<script type="module">${FILTER_SCRIPT}</script>
</body>
</html>
`;
}

function summaryOf(routes: readonly RouteDescription[]): string {
  const answering = routes.filter(({ method }) => method !== 'USE');
  const unguarded = answering.filter(isUnguarded).length;
  const uncertain = answering.filter((route) => route.uncertain.length > 0).length;
  const functions = routes.length - answering.length;
  const facts = [
    `${count(answering.length, 'route')}: ${unguarded === 0 ? 'each has a proved guard' : `<strong>${unguarded} without a proved guard</strong>`}`,
    ...(uncertain === 0 ? [] : [`${uncertain} with uncertain guards`]),
    ...(functions === 0 ? [] : [`${count(functions, 'function')} that cannot be looked into (USE)`]),
  ];
  return `${answering.length === 0 ? '0 routes' : facts.join(', ')}.`;
}

function smallestSetsOf(routes: readonly RouteDescription[]): string {
  const smallest = smallestScopes(routes);
  const items = SUBJECT_TYPES.map(
    (subjectType) =>
      `<dt>${TOKEN_OF[subjectType]}</dt><dd>${smallest[subjectType].map(code).join(' ') || 'no scope'}</dd>`,
  );
  return `<dl>${items.join('')}</dl>`;
}

function termsOf(): string {
  const items = Object.entries(ROLES).map(([role, meaning]) => `<b>${role}</b>: ${meaning}`);
  return `What the words mean. ${items.join('; ')}.`;
}
