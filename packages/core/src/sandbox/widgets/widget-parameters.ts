/** The table of the query parameters of a widget's URL, and their values in one request. */
import type { Locale } from './texts/texts.ts';

interface ParameterFacts {
  /** Describes the effect in the sandbox, for the documentation. */
  readonly says: string;
  /** True if the parameter has no effect here. */
  readonly ignored?: true;
}

/** The parameters that Linxo documents by name. Their effects are the sandbox's reading of these names. */
export const WIDGET_PARAMETERS = {
  redirect_url: {
    says: 'Where the user goes at the end, with `status`, `result` and `connection_id` added to the query.',
  },
  cancel_url: {
    says: 'Where the user goes on cancelling, as it stands. Default: `redirect_url`, with `status=cancelled`.',
  },
  aspsp_callback_uri: {
    says: 'Ignored, because the pages of the bank are on the same site. In an iframe, a note says so if it is missing.',
    ignored: true,
  },
  wait_sync_end: { says: '`true`: shows the progress of the synchronization, and ends when it has ended.' },
  captive_mode: { says: 'Ignored: its effect is not known.', ignored: true },
  consent_per_account: { says: '`true`: the bank asks which accounts the consent covers, and the connection says so.' },
  select_accounts: { says: '`true`: the user chooses which of the accounts to share.' },
  expected_account_types: {
    says: '`PAYMENT` offers current accounts and cards only, `OTHER` savings and loans only. Default: `ALL`.',
  },
  congrats_bypass_delay: {
    says: 'The seconds after which the last page goes on by itself. Default: it waits for the user.',
  },
  provider_id: {
    says: 'Chooses the bank, so that the first page is left out. In other actions: the connection to this bank.',
  },
  connection_id: { says: 'Chooses the connection for `edit_credentials` and `user_input`. A guess: Linxo names none.' },
  auto_sync: { says: "The connection's `auto_sync`. Default: `true`." },
  countries: { says: 'Offers only the banks of these countries: codes of three letters, separated by commas.' },
  locale: { says: '`fr` or `en`. Default: the browser’s language if it is one of them, otherwise `fr`.' },
  font: { says: 'The font family of the pages that are not the bank’s.' },
  font_color: { says: 'The colour of their text, such as `#1d3557` or `navy`.' },
  elements_color: { says: 'The colour of their buttons.' },
} as const satisfies Readonly<Record<string, ParameterFacts>>;

type WidgetParameterName = keyof typeof WIDGET_PARAMETERS;

/** The parameters of one request. */
export interface WidgetParameters {
  text(name: WidgetParameterName): string | undefined;
  /** Returns true for `true` and `1`. */
  flag(name: WidgetParameterName): boolean;
  list(name: WidgetParameterName): readonly string[];
  /** Returns a web URL (`https:` or `http:`), and nothing for any other text. */
  webUrl(name: 'redirect_url' | 'cancel_url'): URL | undefined;
  readonly locale: Locale;
}

export function readParameters(query: URLSearchParams, acceptLanguage: string | undefined): WidgetParameters {
  const text = (name: WidgetParameterName): string | undefined => query.get(name)?.trim() || undefined;
  return {
    text,
    flag: (name) => ['true', '1'].includes(text(name)?.toLowerCase() ?? ''),
    list: (name) => (text(name) ?? '').split(',').flatMap((item) => item.trim().toUpperCase() || []),
    webUrl: (name) => webUrlIn(text(name)),
    locale: localeOf(text('locale') ?? acceptLanguage),
  };
}

function webUrlIn(text: string | undefined): URL | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
}

/** Returns the first language of a list that the widgets speak, whatever country it names. */
function localeOf(languages: string | undefined): Locale {
  const known = (languages ?? '').toLowerCase().match(/(?<![a-z-])(?:fr|en)(?![a-z])/)?.[0];
  return known === 'en' ? 'en' : 'fr';
}
