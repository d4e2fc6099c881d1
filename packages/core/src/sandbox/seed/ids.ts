/** Creates ids that count up separately for each kind of resource, so that the same seed gives the same ids. */

const FIRST_IDS = {
  user: 4_100_000,
  connection: 5_200_000,
  account: 66_300_000,
  transaction: 3_400_000_000,
  queue: 700,
  key: 800,
  event: 900_000,
} as const;

type IdKind = keyof typeof FIRST_IDS;

export interface IdSource {
  next(kind: IdKind): string;
  /** Begins again with the first ids. */
  clear(): void;
}

export function createIdSource(): IdSource {
  const last: Record<IdKind, number> = { ...FIRST_IDS };
  return {
    next: (kind) => {
      last[kind] += 1;
      return String(last[kind]);
    },
    clear: () => {
      Object.assign(last, FIRST_IDS);
    },
  };
}
