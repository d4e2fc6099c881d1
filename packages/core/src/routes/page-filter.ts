/** Renders the filter of the page of routes, and the script that makes it work. Without the script it is hidden. */
import type { RouteDescription } from './describe-route.ts';
import { escapeHtml } from './page-html.ts';
import type { Column } from './page-roles.ts';

export function filterForm(routes: readonly RouteDescription[], columns: readonly Column[]): string {
  const methods = [...new Set(routes.map(({ method }) => method))].toSorted();
  const scopes = [...new Set(columns.map(({ scope }) => scope))];
  return `<form hidden role="search" aria-label="Filter the routes">
<p><label for="text">Path or method</label><input id="text" type="search" autocomplete="off" spellcheck="false"></p>
<p><label for="method">Method</label>${select('method', 'all methods', methods)}</p>
<p><label for="scope">Scope</label>${select('scope', 'all scopes', scopes)}</p>
<fieldset><legend>Only routes</legend>
<label><input type="checkbox" id="unguarded"> without a guard</label>
<label><input type="checkbox" id="uncertain"> with an uncertain guard</label>
</fieldset>
<p><button type="reset">Show all</button></p>
<p role="status" id="shown"></p>
</form>`;
}

function select(id: string, all: string, values: readonly string[]): string {
  const options = values.map((value) => `<option>${escapeHtml(value)}</option>`);
  return `<select id="${id}"><option value="">${all}</option>${options.join('')}</select>`;
}

/** Shows the rows that fit, and says how many they are. */
export const FILTER_SCRIPT = `
const form = document.querySelector('form');
const rows = [...document.querySelectorAll('tbody tr')];
const value = (id) => document.getElementById(id).value.trim();
const isOn = (id) => document.getElementById(id).checked;
const fits = ({ dataset }) =>
  dataset.text.includes(value('text').toLowerCase()) &&
  (value('method') === '' || dataset.method === value('method')) &&
  (value('scope') === '' || dataset.scopes.split(' ').includes(value('scope'))) &&
  (!isOn('unguarded') || 'unguarded' in dataset) &&
  (!isOn('uncertain') || 'uncertain' in dataset);
const show = () => {
  for (const row of rows) row.hidden = !fits(row);
  const shown = rows.filter((row) => !row.hidden).length;
  document.getElementById('shown').textContent =
    shown === 0 ? 'No route fits. Show all, or ask for less.' : shown + ' of ' + rows.length + ' shown';
};
form.addEventListener('input', show);
form.addEventListener('reset', () => setTimeout(show));
form.addEventListener('submit', (event) => event.preventDefault());
form.hidden = false;
show();
`;
