/** Writes a manifest as JSON with one line for each registration, so that a diff shows the routes that changed. */
import type { ManifestEntry, ScopesManifest } from './manifest.ts';

export function manifestText({ scopes, routes }: ScopesManifest): string {
  const bySubjectType = Object.entries(scopes).map(
    ([subjectType, list]) => `${JSON.stringify(subjectType)}: ${inOneLine(list)}`,
  );
  const byRoute = Object.entries(routes).map(([name, entries]) => `${JSON.stringify(name)}: ${registrations(entries)}`);
  return `{\n${section('scopes', bySubjectType)},\n${section('routes', byRoute)}\n}\n`;
}

function section(name: string, entries: readonly string[]): string {
  const lines = entries.map((entry) => `    ${entry}`).join(',\n');
  return `  "${name}": ${entries.length === 0 ? '{}' : `{\n${lines}\n  }`}`;
}

function registrations(entries: ManifestEntry | readonly ManifestEntry[]): string {
  if (!Array.isArray(entries)) return inOneLine(entries);
  return `[\n${entries.map((entry) => `      ${inOneLine(entry)}`).join(',\n')}\n    ]`;
}

/** Writes a value as formatters do: spaces inside of braces, and behind colons and commas. */
function inOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${inOneLine(one)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
