/** The CSS of the page of routes, for light and dark mode. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 2rem; }
dl { display: grid; grid-template-columns: max-content auto; gap: .2rem 1rem; margin: 0 0 1.5rem; }
dd { margin: 0; }
table { border-collapse: collapse; }
th, td { border: 1px solid light-dark(#ced4da, #495057); padding: .35rem .6rem; vertical-align: top; text-align: left; }
thead th { background: light-dark(#f1f3f5, #2b3035); }
tbody th { font-weight: normal; white-space: nowrap; }
td.required, td.one-of, td.included { text-align: center; }
td.required { background: light-dark(#d0ebff, #1c4a6e); }
td.one-of { background: light-dark(#fff3bf, #5c4a00); }
td.included { color: light-dark(#495057, #ced4da); font-style: italic; }
td.endpoints { min-width: 22rem; }
code { white-space: nowrap; }
tr.open em { color: light-dark(#c92a2a, #ffa8a8); font-weight: bold; }
`;
