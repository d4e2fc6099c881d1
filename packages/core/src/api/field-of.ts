/** Reads fields of a payload that its type does not name. */

/**
 * Returns a field that the types do not name, such as one that Linxo added later, or `undefined` if the payload does not have
 * it. A payload keeps all fields that Linxo sends, although its type names the documented ones only.
 *
 * @example
 * ```ts
 * for (const account of await api.get('/accounts')) {
 *   console.log(fieldOf(account, 'a_new_field')); // its type is unknown
 * }
 * ```
 */
export function fieldOf(payload: object, name: string): unknown {
  return Object.hasOwn(payload, name) ? (payload as Readonly<Record<string, unknown>>)[name] : undefined;
}
