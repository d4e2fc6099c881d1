/** Says quickly of most payloads that their schema accepts them as they are. */
import type * as z from 'zod';

/** The simple values that a schema accepts, as bits, and a test for those that are not simple. */
interface Accepted {
  readonly simple: number;
  readonly accepts?: ((value: object) => boolean) | undefined;
}

interface Field extends Accepted {
  readonly name: string;
}

const UNDEFINED = 1;
const NULL = 2;
const TEXT = 4;
const NUMBER = 8;
const BOOLEAN = 16;
const OTHER = 32;
const NOTHING: Accepted = { simple: 0 };
const ANYTHING: Accepted = { simple: UNDEFINED | NULL | TEXT | NUMBER | BOOLEAN | OTHER, accepts: () => true };

const KNOWN = new WeakMap<z.ZodType, Accepted>();

/**
 * Returns true if the schema accepts a value from JSON and would give back an equal one. False says nothing: the schema has to decide.
 * A schema copies every object, and takes three times as long for a page of 500 rows.
 */
export function passesUnchanged(schema: z.ZodType, value: unknown): boolean {
  const known = KNOWN.get(schema) ?? acceptedBy(schema);
  KNOWN.set(schema, known);
  return isAccepted(known, value);
}

function isAccepted({ simple, accepts }: Accepted, value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return accepts !== undefined && accepts(value);
  return (simple & bitOf(value)) !== 0;
}

function bitOf(value: unknown): number {
  if (typeof value === 'string') return TEXT;
  // JSON has no Infinity, but 1e999 becomes it.
  if (typeof value === 'number') return Number.isFinite(value) ? NUMBER : OTHER;
  if (value === null) return NULL;
  if (value === undefined) return UNDEFINED;
  return typeof value === 'boolean' ? BOOLEAN : OTHER;
}

/** Reads a schema. What is not known here, such as a check or a transformation, is left to the schema. */
function acceptedBy(schema: z.core.$ZodType): Accepted {
  const { def } = schema as unknown as { readonly def: z.core.$ZodTypes['_zod']['def'] };
  const isConverting = 'coerce' in def && def.coerce;
  if (isConverting || 'format' in def || (def.checks?.length ?? 0) > 0) return NOTHING;
  switch (def.type) {
    case 'unknown':
      return ANYTHING;
    case 'string':
      return { simple: TEXT };
    case 'number':
      return { simple: NUMBER };
    case 'boolean':
      return { simple: BOOLEAN };
    case 'optional':
      return alsoAccepting(UNDEFINED, def.innerType);
    case 'nullable':
      return alsoAccepting(NULL, def.innerType);
    case 'union':
      // The first option that accepts a value decides what becomes of it, so the others are not asked here.
      return def.options[0] === undefined ? NOTHING : acceptedBy(def.options[0]);
    case 'array':
      return { simple: 0, accepts: listOf(acceptedBy(def.element)) };
    case 'object': {
      const isLoose = def.catchall !== undefined && acceptedBy(def.catchall) === ANYTHING;
      return isLoose ? { simple: 0, accepts: objectWith(def.shape) } : NOTHING;
    }
    default:
      return NOTHING;
  }
}

function alsoAccepting(bit: number, inner: z.core.$ZodType): Accepted {
  const { simple, accepts } = acceptedBy(inner);
  return { simple: simple | bit, accepts };
}

function listOf(element: Accepted): (value: object) => boolean {
  return (value) => Array.isArray(value) && value.every((one) => isAccepted(element, one));
}

function objectWith(shape: Readonly<Record<string, z.core.$ZodType>>): (value: object) => boolean {
  const fields = new Map<string, Field>();
  for (const [name, schema] of Object.entries(shape)) fields.set(name, { name, ...acceptedBy(schema) });
  const isRequired = ({ simple }: Accepted) => (simple & UNDEFINED) === 0;
  const required = [...fields.values()].filter(isRequired).length;
  // The rows of a page have their fields in the same order, so the order of the last row saves most look-ups.
  const order: Field[] = [];
  return (value) => {
    if (Array.isArray(value)) return false;
    let position = 0;
    let found = 0;
    for (const name in value) {
      let field = order[position];
      if (field?.name !== name) {
        field = fields.get(name);
        // The schema drops a property of this name, and keeps any other that it does not know.
        if (name === '__proto__') return false;
        if (field === undefined) continue;
        order[position] = field;
      }
      position += 1;
      if (isRequired(field)) found += 1;
      if (!isAccepted(field, (value as Readonly<Record<string, unknown>>)[name])) return false;
    }
    return found === required;
  };
}
