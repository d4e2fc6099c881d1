/** The cookie of a session. Scripts cannot read it, and pages of other sites cannot send it with a form. */
import { parse, serialize } from 'cookie';
import { SESSION_SECONDS } from './sessions.ts';

/** `__Host-` makes browsers refuse the cookie from anywhere but this very host, over TLS. */
const NAME = { secure: '__Host-session', plain: 'session' } as const;
const VALUE = /^[\w-]{43}$/;

/** Returns the value of the session cookie in a `Cookie` header. */
export function readSessionCookie(header: string | undefined, isSecure: boolean): string | undefined {
  const value = parse(header ?? '')[nameOf(isSecure)];
  return value !== undefined && VALUE.test(value) ? value : undefined;
}

/** Returns the `Set-Cookie` header that gives a browser its session, or with `undefined` takes it away. */
export function writeSessionCookie(value: string | undefined, isSecure: boolean): string {
  return serialize(nameOf(isSecure), value ?? '', {
    httpOnly: true,
    // Lax, because the browser comes back from the bank with a link of another site.
    sameSite: 'lax',
    secure: isSecure,
    path: '/',
    maxAge: value === undefined ? 0 : SESSION_SECONDS,
  });
}

function nameOf(isSecure: boolean): string {
  return isSecure ? NAME.secure : NAME.plain;
}
