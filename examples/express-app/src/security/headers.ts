/** The headers of every answer. An answer may hold bank data, and an error may say whose it is. */
import type { HelmetOptions } from 'helmet';

/** Neither a proxy nor the browser's cache on a shared computer keeps what the bank knows. */
export const NOT_KEPT = { 'Cache-Control': 'no-store' } as const;

/** Returns the options of helmet. Pages load nothing from elsewhere, run no script inside of them, and cannot be framed. */
export function helmetOptions(widgets: string | undefined, isSecure: boolean): HelmetOptions {
  const widgetOrigin = widgets === undefined ? [] : [new URL(widgets).origin];
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'"],
        'connect-src': ["'self'"],
        // A form that links a bank is answered with a redirect to the widget, which browsers count as its target.
        'form-action': ["'self'", ...widgetOrigin],
        'frame-src': widgetOrigin.length > 0 ? widgetOrigin : ["'none'"],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
      },
    },
    // Browsers send no `Origin` with a form if the policy is no-referrer.
    referrerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isSecure ? { maxAge: 365 * 24 * 60 * 60, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
  };
}
