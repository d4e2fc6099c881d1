/** The CSS of the page of routes, for light and dark mode, wide and narrow. What has the focus is not scrolled behind the sticky parts. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1b1f24, #e7eaee);
  --quiet: light-dark(#57606b, #a7b0bb);
  --paper: light-dark(#ffffff, #14171b);
  --raised: light-dark(#f3f5f7, #1e2328);
  --line: light-dark(#d5dae0, #373e47);
  --accent: light-dark(#0b57a4, #8cc2ff);
  --done: light-dark(#dcebfb, #14385c);
  --attention: light-dark(#fdf0c8, #4a3a08);
  --broken: light-dark(#b3261e, #ffb4ab);
  font: 16px/1.5 system-ui, sans-serif;
}
body { margin: 0; padding: 24px; color: var(--ink); background: var(--paper); }
h1 { font-size: 25px; line-height: 1.2; margin: 0 0 8px; }
h2 { font-size: 20px; line-height: 1.2; margin: 32px 0 8px; }
p, dl { max-width: 68ch; margin: 0 0 8px; }
dt { font-weight: 600; }
dd { margin: 0 0 4px; }
.terms { font-size: 13px; color: var(--quiet); max-width: 88ch; }
.terms b { color: var(--ink); }
code { font: 0.92em/1.4 ui-monospace, monospace; }
form { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: end; margin: 16px 0; }
form[hidden] { display: none; }
form p { margin: 0; }
form p > label { display: block; font-size: 13px; color: var(--quiet); }
input[type=search], select, button {
  font: inherit; min-height: 44px; box-sizing: border-box; padding: 0 12px; color: var(--ink); background: var(--paper);
  border: 1px solid var(--quiet); border-radius: 6px;
}
fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0 16px; }
legend { font-size: 13px; color: var(--quiet); padding: 0; }
fieldset label { display: flex; align-items: center; gap: 8px; min-height: 44px; }
input[type=checkbox] { width: 20px; height: 20px; accent-color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
#shown { min-height: 44px; min-width: 12ch; display: flex; align-items: center; color: var(--quiet); }
.table {
  overflow: auto; max-height: calc(100vh - 48px); border: 1px solid var(--line); border-radius: 6px;
  scroll-padding: 144px 8px 8px 392px;
}
table { border-collapse: separate; border-spacing: 0; min-width: 100%; }
th, td { border: 0 solid var(--line); border-width: 0 1px 1px 0; padding: 8px 12px; vertical-align: top; text-align: left; }
thead { position: sticky; top: 0; z-index: 2; }
thead th { background: var(--raised); font-size: 13px; line-height: 1.4; }
th[scope=colgroup] { text-align: center; }
thead tr:first-child th:first-child, tbody th { position: sticky; left: 0; z-index: 1; }
tbody th { background: var(--paper); font-weight: normal; min-width: 240px; max-width: 360px; overflow-wrap: break-word; }
tbody th span, summary { color: var(--quiet); font-size: 13px; }
tr[hidden] { display: none; }
td { font-size: 13px; }
td.required { background: var(--done); font-weight: 600; }
td.one-of { background: var(--done); }
td.included { color: var(--quiet); }
td.uncertain { background: var(--attention); }
.broken { color: var(--broken); }
tr[data-uncertain] th summary { color: var(--ink); background: var(--attention); }
summary { cursor: pointer; min-height: 24px; width: max-content; padding: 0 4px; border-radius: 6px; }
details ul { margin: 4px 0; padding-left: 20px; font-size: 13px; }
td details ul { min-width: 200px; }
.unseen { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
@media (max-width: 600px) {
  body { padding: 16px; }
  form { display: grid; grid-template-columns: 1fr 1fr; }
  form p:first-child, fieldset { grid-column: 1 / -1; }
  form input[type=search], form select, form button { width: 100%; }
  th, td { padding: 8px; }
  tbody th { min-width: 148px; max-width: 168px; }
  .table { scroll-padding-left: 192px; }
}
@media print { .table { max-height: none; overflow: visible; } form { display: none; } }
`;
