/** The schemas of the input from this application's clients. */
import { z } from 'zod';

/** The body of a request that creates a user. Linxo refuses passwords of more than 72 characters. */
export const NEW_USER = z.object({ email: z.email(), password: z.string().min(12).max(72) });

/** The query of a request for a list. */
export const PAGE = z.object({
  account_id: z.string().min(1).optional(),
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
