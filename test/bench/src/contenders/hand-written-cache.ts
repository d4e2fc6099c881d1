/** Serves as the floor: a careful developer writes this cache by hand, without scopes and without joining requests. */

const MARGIN_MS = 10_000;

export class HandWrittenCache {
  readonly #kept = new Map<string, { readonly value: string; readonly expiresAtMs: number }>();
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
