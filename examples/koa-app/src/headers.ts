/** The headers of every answer. An answer may hold bank data, and an error may say whose it is. */
export const HEADERS = {
  // Neither a proxy nor the browser's cache on a shared computer keeps what the bank knows.
  'Cache-Control': 'no-store',
  // Nothing runs in an answer that a browser is made to show, and no page can frame it.
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;
