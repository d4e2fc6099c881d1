/** Describes a request as journeys and pages need it: the person, the language, the addresses. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Person } from './people/people.ts';
import { readSessionCookie } from './people/session-cookie.ts';
import { personOf } from './people/sessions.ts';
import { SignInRequired } from './problems/errors.ts';
import { ownOriginOf } from './security/own-pages.ts';
import type { Services } from './services.ts';
import { type Language, WORDS, type Words } from './words/languages.ts';

export interface Visit {
  readonly language: Language;
  readonly words: Words;
  /** The path of the request, without its query. */
  readonly path: string;
  /** The path with its query. */
  readonly url: string;
  /** The path, with its query, of the page of this application that sent the request, if the browser says so. */
  readonly cameFrom: string | undefined;
  /** The origin at which the browser reaches this application. */
  readonly origin: string;
  /** The network address of the caller. */
  readonly address: string;
  /** Names the request in the log. */
  readonly requestId: string;
  /** The value of the session cookie. */
  readonly sessionToken: string | undefined;
  /** The person who is signed in. */
  readonly person: Person | undefined;
}

/** The parts of a request that a framework reads for `strangersVisit`. */
export interface VisitRequest {
  readonly headers: IncomingHttpHeaders;
  readonly path: string;
  readonly url: string;
  readonly address: string;
  readonly requestId: string;
  readonly language: Language;
}

/** Begins a visit of somebody who is not known yet. */
export function strangersVisit({ config }: Services, request: VisitRequest): Visit {
  const { headers, language, ...where } = request;
  const origin = ownOriginOf(config.publicUrl, headers.host, config.port);
  const sessionToken = readSessionCookie(headers.cookie, isSecure(origin));
  const cameFrom = pathWithin(origin, headers.referer);
  return { ...where, cameFrom, language, words: WORDS[language], origin, sessionToken, person: undefined };
}

function pathWithin(origin: string, url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { origin: itsOrigin, pathname, search } = new URL(url);
  return itsOrigin === origin ? pathname + search : undefined;
}

/** Finds out who it is. A cookie of a session that has ended counts as none. */
export async function recognised({ database }: Services, visit: Visit): Promise<Visit> {
  return { ...visit, person: await personOf(database, visit.sessionToken) };
}

/** Returns who is signed in. */
export function signedIn({ person }: Visit): Person {
  if (person === undefined) throw new SignInRequired('Nobody is signed in.');
  return person;
}

export function isSecure(origin: string): boolean {
  return origin.startsWith('https:');
}
