/** Answers requests for banks and categories, which are the same for all users. */
import { CATEGORIES } from '../data/categories.ts';
import { PROVIDERS } from '../data/providers.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { found, idOf, type Call } from './call.ts';
import { listReply } from './listing.ts';
import { shownTo } from './logo.ts';

export function listProviders(call: Call): Reply {
  return listReply(
    PROVIDERS.map((provider) => shownTo(call, provider)),
    {},
    call,
  );
}

export function getProvider(call: Call): Reply {
  const provider = PROVIDERS.find(({ id }) => id === idOf(call));
  return jsonReply(200, shownTo(call, found(provider, 'provider')));
}

export function listCategories(): Reply {
  return jsonReply(200, CATEGORIES);
}
