/** What clients of this application send, checked before it reaches a route. */
import { z } from 'zod';

/** A user to create. Linxo refuses passwords of more than 72 characters. */
export const NEW_USER = z.object({ email: z.email(), password: z.string().min(12).max(72) });

/** What of a list is asked for. */
export const PAGE = z.object({
  account_id: z.string().min(1).optional(),
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
