/** Answers requests for the logos of banks, which are their marks. */
import { bankOf } from '../data/banks.ts';
import type { Exchange } from '../http/exchange.ts';
import { emptyReply, type Reply } from '../http/reply.ts';
import { bankMark } from './pages/mark.ts';

const LOGO_SIZE = 96;

/** Returns the logo at this path, or nothing if it is no path of a logo. */
export function answerLogo({ method, path }: Exchange): Reply | undefined {
  const bank = bankOf(/^\/logos\/(\d+)\.svg$/.exec(path)?.[1] ?? '');
  if (bank === undefined) return undefined;
  if (method !== 'GET') return emptyReply(405, { allow: 'GET' });
  return {
    status: 200,
    headers: {
      'content-type': 'image/svg+xml',
      'content-security-policy': "default-src 'none'",
      'cache-control': 'max-age=3600',
    },
    body: bankMark(bank, LOGO_SIZE).html,
  };
}
