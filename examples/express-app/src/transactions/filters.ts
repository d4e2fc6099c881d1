/** The filters of transactions, as they stand in the address of the page. Whatever is no filter counts as none. */
import * as z from 'zod';
import { LINXO_ID } from '../input.ts';

export const PAGE_LENGTH = 50;

const MOST_PAGES = 10_000;
const DAY = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((day) => !Number.isNaN(Date.parse(day)));

const FILTERS = z.object({
  /** Text to find in labels. */
  q: z.string().trim().min(1).max(80).optional().catch(undefined),
  account: LINXO_ID.optional().catch(undefined),
  category: LINXO_ID.optional().catch(undefined),
  /** Money in or money out. */
  direction: z.enum(['in', 'out']).optional().catch(undefined),
  from: DAY.optional().catch(undefined),
  to: DAY.optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(MOST_PAGES).default(1).catch(1),
});

export type Filters = z.infer<typeof FILTERS>;

export function readFilters(query: Readonly<Record<string, unknown>>): Filters {
  return FILTERS.parse({ ...query });
}

/** Returns true if some transactions are left out. */
export function isFiltered({ page: _page, ...filters }: Filters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

/** Returns true if the first day is later than the last one, so that nothing can fit. */
export function isBackwards({ from, to }: Filters): boolean {
  return from !== undefined && to !== undefined && from > to;
}

/** Returns the address of the page with these filters. */
export function addressOf(filters: Filters, page = 1): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filters, page: page === 1 ? undefined : page }))
    if (value !== undefined) parameters.set(name, String(value));
  const query = parameters.toString();
  return query === '' ? '/transactions' : `/transactions?${query}`;
}
