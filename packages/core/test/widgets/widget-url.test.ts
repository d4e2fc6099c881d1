import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLinxoError } from '../../src/index.ts';
import { widgetUrl } from '../../src/widgets/widget-url.ts';

const SESSION = {
  id: 's1',
  links: {
    add_connection: 'https://w.example/widget/add_connection?session_id=s1',
    professional_account: 'https://w.example/widget/professional-account?session_id=s1#top',
  },
};

function refusal(work: () => unknown): string {
  try {
    return expect.unreachable(String(work()));
  } catch (error) {
    if (isLinxoError(error, 'ERR_INVALID_REQUEST')) return error.message;
    throw error;
  }
}

describe("the URL of a widget's action", () => {
  it('is the link of the session, with the parameters that are given', () => {
    const url = new URL(
      widgetUrl(SESSION, 'add_connection', {
        redirect_url: 'https://app.example/done?a=b&c=d',
        wait_sync_end: true,
        captive_mode: false,
        congrats_bypass_delay: 0,
        expected_account_types: 'PAYMENT',
        locale: undefined as never,
        font: null as never,
      }),
    );
    expect(url.origin + url.pathname).toBe('https://w.example/widget/add_connection');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      session_id: 's1',
      redirect_url: 'https://app.example/done?a=b&c=d',
      wait_sync_end: 'true',
      captive_mode: 'false',
      congrats_bypass_delay: '0',
      expected_account_types: 'PAYMENT',
    });
  });

  it("finds a link in Linxo's other spelling", () => {
    expect(widgetUrl(SESSION, 'professional-account')).toBe(SESSION.links.professional_account);
  });

  it('keeps any text of a parameter inside that parameter', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
        (text) => {
          const url = new URL(widgetUrl(SESSION, 'add_connection', { font: text, locale: 'fr' }));
          expect([...url.searchParams]).toEqual([['session_id', 's1'], ['font', text], ['locale', 'fr']]); // prettier-ignore
        },
      ),
    );
  });

  it('is refused if the session has no such link, with an error that names its links, but not the session', () => {
    const message = refusal(() => widgetUrl(SESSION, 'terms'));
    expect(message).toContain('add_connection, professional_account');
    expect(message).not.toContain('s1');
    expect(refusal(() => widgetUrl({ id: 's1', links: {} }, 'terms'))).toContain('none');
  });

  it.each(['constructor', '__proto__', 'toString'])('is refused for %s, which every object has', (action) => {
    expect(refusal(() => widgetUrl(SESSION, action as 'terms'))).toContain('no link');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '/widget/terms', '', 'file:///etc/passwd'])(
    'is refused where the link is %j: it is going to be opened in a browser',
    (terms) => {
      expect(refusal(() => widgetUrl({ id: 's1', links: { terms } }, 'terms'))).toContain('no link');
    },
  );
});
