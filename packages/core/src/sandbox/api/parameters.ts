/** Parses query parameters: numbers, and lists of enumerated values (repeated, or with commas). An invalid value is a 400. */
import type { World } from '../world/world.ts';
import { ApiError } from './api-error.ts';

export function readNumber(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new ApiError('PARAMETER_INVALID', `${name} must be a number`);
  return value;
}

export function readWholeNumber(name: string, text: string, from: number, to: number): number {
  const value = readNumber(name, text);
  if (!Number.isInteger(value) || value < from || value > to) {
    throw new ApiError('PARAMETER_INVALID', `${name} must be a whole number from ${from} to ${to}`);
  }
  return value;
}

export function readList(text: string): ReadonlySet<string> {
  return new Set(text.split(',').map((item) => item.trim()));
}

export function readValues(name: string, text: string, allowed: readonly string[]): ReadonlySet<string> {
  const values = readList(text);
  for (const value of values) {
    if (!allowed.includes(value)) throw new ApiError('PARAMETER_INVALID', `${name} must be of ${allowed.join(', ')}`);
  }
  return values;
}

/** Refuses unknown parameters if the sandbox's rules say so. */
export function requireKnown(query: URLSearchParams, known: readonly string[], { rules }: World): void {
  if (rules.unknownParameters === 'ignore') return;
  const unknown = [...query.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined) throw new ApiError('PARAMETER_INVALID', `Unknown parameter: ${unknown}`);
}
