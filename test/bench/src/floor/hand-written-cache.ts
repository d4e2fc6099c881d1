/** The floor: the token cache that a careful developer writes by hand in ten lines. One look-up, one clock, no scopes, no single flight. */

interface Kept {
  readonly value: string;
  readonly expiresAtMs: number;
}

const MARGIN_MS = 10_000;

export class HandWrittenCache {
  readonly #kept = new Map<string, Kept>();
  readonly #fetchToken: (key: string) => Promise<{ value: string; expiresInMs: number }>;

  constructor(fetchToken: (key: string) => Promise<{ value: string; expiresInMs: number }>) {
    this.#fetchToken = fetchToken;
  }

  async getToken(key: string): Promise<string> {
    const kept = this.#kept.get(key);
    if (kept && kept.expiresAtMs - MARGIN_MS > Date.now()) return kept.value;
    const { value, expiresInMs } = await this.#fetchToken(key);
    this.#kept.set(key, { value, expiresAtMs: Date.now() + expiresInMs });
    return value;
  }
}
