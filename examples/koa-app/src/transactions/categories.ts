/** The categories of transactions. They are the same for everybody, so they are read once in a while only. */
import { type ApiClient, type Category, isLinxoError } from '@linxo-guard/core';

export interface Categories {
  /** Reads the categories. Without them pages are poorer, but not wrong, so that Linxo's failures count as none. */
  read(api: Pick<ApiClient<'GET /categories'>, 'get'>): Promise<ReadonlyMap<string, Category>>;
}

const KEEP_MS = 60 * 60 * 1_000;

export function createCategories(): Categories {
  let kept: ReadonlyMap<string, Category> = new Map();
  let until = 0;
  return {
    async read(api) {
      if (performance.now() < until) return kept;
      try {
        kept = new Map((await api.get('/categories')).map((category) => [category.id, category]));
        until = performance.now() + KEEP_MS;
      } catch (error) {
        if (!isLinxoError(error)) throw error;
      }
      return kept;
    },
  };
}
