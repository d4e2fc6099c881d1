export function throwing(thrown: unknown): () => never;
export const THROWN: readonly (readonly [string, unknown])[];
