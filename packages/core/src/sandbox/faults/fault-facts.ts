/** The kinds of faults as a table: what each does, and the members that it takes. Documents and the control API are made from it. */
import * as z from 'zod';
import type { FaultKind } from './fault.ts';

interface FaultFacts {
  readonly does: string;
  /** The schema of each member beside `kind`. */
  readonly members: Readonly<Record<string, z.ZodType>>;
  /** False if the fault can be asked for in code only. */
  readonly overHttp?: false;
}

/** The statuses of final answers: what stands below 200 is followed by another one (RFC 9110 section 15.2). */
const STATUS = z.int().min(200).max(599);
const BYTES = z
  .int()
  .min(0)
  .max(64 * 1024 * 1024);
/** The characters of a field value (RFC 9110 section 5.5). Node sends no others. */
const HEADER_VALUE = z.string().regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'must be the value of a header, in one line');
const HEADER_NAME = z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, 'must be the name of a header');
const HEADERS = z.record(HEADER_NAME, HEADER_VALUE);

export const FAULTS = {
  status: {
    does: 'answers with this status in place of the normal answer',
    members: {
      status: STATUS,
      body: z.string().optional(),
      headers: HEADERS.optional(),
      contentType: HEADER_VALUE.optional(),
    },
  },
  oauthError: {
    does: 'answers with an error response (RFC 6749 section 5.2), with status 400 unless told otherwise',
    members: { error: z.string(), description: z.string().optional(), status: STATUS.optional() },
  },
  empty403: { does: 'answers 403 without a body', members: {} },
  html: { does: 'answers with an HTML page, as a proxy would (502)', members: { status: STATUS.optional() } },
  empty: { does: 'answers without a body (200)', members: { status: STATUS.optional() } },
  body: {
    does: 'answers with this text, as JSON (200)',
    members: { body: z.string(), status: STATUS.optional(), contentType: HEADER_VALUE.optional() },
  },
  edit: {
    does: 'changes the normal JSON answer by a function that gets the parsed body and returns the new one',
    members: {
      edit: z.custom<(body: unknown) => unknown>((value) => typeof value === 'function', 'must be a function'),
    },
    overHttp: false,
  },
  merge: {
    does: 'changes the normal JSON answer by a merge patch (RFC 7396): replaces members, and removes those that are null',
    members: { patch: z.record(z.string(), z.unknown()) },
  },
  truncate: {
    does: 'announces the whole length of the normal answer, sends this many bytes (half of it) and drops the connection',
    members: { bytes: BYTES.optional() },
  },
  oversize: { does: 'answers 200 with this many bytes of JSON (2 MiB)', members: { bytes: BYTES.optional() } },
  reset: { does: 'resets the connection without an answer', members: {} },
  hang: { does: 'never answers', members: {} },
  slow: {
    does: 'sends the normal answer this many milliseconds late',
    members: { delayMs: z.int().min(0).max(2_147_483_647) },
  },
  retryAfter: {
    does: 'answers 429 (or 503) with `Retry-After`, in seconds or as an HTTP date',
    members: {
      status: z.literal([429, 503]).optional(),
      after: z.union([z.number(), HEADER_VALUE, z.date()], 'must be a number of seconds, or an HTTP date'),
    },
  },
  redirect: { does: 'answers with a redirect (302)', members: { location: HEADER_VALUE, status: STATUS.optional() } },
  sameToken: {
    does: 'issues the token again that the subject last got for the same scopes, if there is one',
    members: {},
  },
  opaqueToken: { does: 'issues an access token that is no JWT', members: {} },
  dropClaims: { does: 'removes these claims from the JWT', members: { claims: z.array(z.string()) } },
  setClaims: {
    does: 'replaces these claims of the JWT; the API still treats the token as granted',
    members: { claims: z.record(z.string(), z.unknown()) },
  },
} as const satisfies Readonly<Record<FaultKind, FaultFacts>>;

export function factsOf(kind: FaultKind): FaultFacts {
  return FAULTS[kind];
}
