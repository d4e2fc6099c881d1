import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { passesUnchanged } from '../../src/api/passes-unchanged.ts';
import { RESPONSES } from '../../src/api/responses.ts';
import { READING, withApi } from './with-api.ts';

const world = withApi();
const LISTS = ['GET /accounts', 'GET /transactions', 'GET /connections', 'GET /providers', 'GET /categories'] as const;

/** The values that a field may come with, right ones and wrong ones. */
const field = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, true, '', 'text', '7', 7, 7.5, 2 ** 60, Number.POSITIVE_INFINITY),
  fc.constantFrom<unknown>([], ['a'], ['a', null], [{ id: '1' }], [{ id: 1, mode: 7 }], {}, { name: 'x' }, { id: '1' }),
  fc.constantFrom<unknown>({ label: 'x', name: null }, { label: 7 }, JSON.parse('{"__proto__":{"isAdmin":true}}')),
);

/** Returns objects with the fields of a list's items, most of them right. */
function itemsOf(list: z.ZodType) {
  const { shape } = (list as unknown as z.ZodArray<z.ZodObject>).element;
  const fields = Object.entries(shape).map(([name, schema]) => {
    const right = ['1', 1.5, true, null, undefined, []].filter((value) => isUnchanged(schema, value));
    const mostlyRight = fc.oneof(
      { weight: 30, arbitrary: fc.constantFrom<unknown>(...right) },
      { weight: 1, arbitrary: field },
    );
    return [name, mostlyRight] as const;
  });
  const known = fc.record(Object.fromEntries(fields), { noNullPrototype: true });
  const unknown = fc.dictionary(fc.constantFrom('new_field', 'constructor', 'toString'), field, {
    maxKeys: 2,
    noNullPrototype: true,
  });
  const names = fc.shuffledSubarray(fields.map(([name]) => name));
  return fc.tuple(known, unknown, names).map(([one, other, first]) => inOrder(Object.assign(one, other), first));
}

/** Returns the object with its fields in another order. A field that is undefined may be missing as well. */
function inOrder(item: object, first: readonly string[]): object {
  const entries = Object.entries(item).filter(([name, value]) => value !== undefined || first.includes(name));
  const rank = (name: string) => first.indexOf(name);
  return Object.fromEntries(entries.toSorted(([one], [other]) => rank(one) - rank(other)));
}

function isUnchanged(schema: z.ZodType, value: unknown): boolean {
  const parsed = schema.safeParse(value);
  return parsed.success && isDeepStrictEqual(parsed.data, value);
}

describe('passesUnchanged()', () => {
  it.each(LISTS)('agrees with the schema of %s about every payload', (name) => {
    const schema = RESPONSES[name] as z.ZodType;
    const counts = { true: 0, false: 0 };
    fc.assert(
      fc.property(fc.array(itemsOf(schema), { maxLength: 3 }), (payload) => {
        const passes = passesUnchanged(schema, payload);
        counts[`${passes}`]++;
        expect(passes).toBe(isUnchanged(schema, payload));
      }),
      { numRuns: 500 },
    );
    expect(Math.min(counts.true, counts.false)).toBeGreaterThan(50);
  });

  it.each(LISTS)('is true of what Linxo answers to %s', async (name) => {
    const payload = await world
      .connect()
      .api(READING)
      .get(name.slice(4) as '/accounts');
    expect(payload.length).toBeGreaterThan(0);
    expect(passesUnchanged(RESPONSES[name], payload)).toBe(true);
  });

  it.each<[string, z.ZodType, unknown]>([
    ['a check', z.string().min(1), 'text'],
    ['a format', z.email(), 'a@b.example'],
    ['a conversion', z.coerce.string(), 'text'],
    ['a transformation', z.string().transform(Number), '7'],
    ['a default', z.looseObject({ name: z.string().default('x') }), { name: 'y' }],
    ['a property that the schema drops', z.looseObject({}), JSON.parse('{"__proto__":{"isAdmin":true}}')],
    ['an object that drops what it does not know', z.object({}), {}],
    ['a union whose first option converts', z.union([z.string().trim(), z.string()]), 'text'],
  ])('leaves %s to the schema', (_, schema, value) => {
    expect(passesUnchanged(schema, value)).toBe(false);
  });
});
