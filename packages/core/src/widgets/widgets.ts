/** Sessions of Linxo's widgets, in which a user links a bank. */
import { z } from 'zod';
import { readAnswer } from '../api/read-answer.ts';
import { WIDGET_ACTIONS, type WidgetAction } from '../catalog/widgets.ts';
import type { Scope } from '../catalog/scopes.ts';
import { InvalidConfiguration } from '../errors.ts';
import { send } from '../http/fetch.ts';
import type { Settings } from '../options.ts';
import { revealSecret } from '../token/secret.ts';
import type { ResourceOwner } from '../token/subject.ts';
import type { TokenManager } from '../token/token-manager.ts';
import { type WidgetParameters, widgetUrl } from './widget-url.ts';

/** A widget session. Its id lets whoever holds it act for the user: send it to that user's browser only. */
export interface WidgetSession {
  readonly id: string;
  /** The URL of each action, by its name in Linxo's spelling (`professional_account`). */
  readonly links: Readonly<Record<string, string>>;
}

/** Which session is wanted. */
export interface WidgetSessionWanted {
  /** The user who will use the widget. */
  readonly subject: ResourceOwner;
  /** What the user is to do. */
  readonly action: WidgetAction;
  /** The scopes of the user's token. Default: the preset of {@link WIDGET_ACTIONS}, which is a guess for most actions. */
  readonly scopes?: readonly [Scope, ...Scope[]];
  readonly signal?: AbortSignal;
}

/** Linxo's widgets. */
export interface Widgets {
  /**
   * Opens a session for a user.
   *
   * @throws InvalidConfiguration where the environment has no `widgets` URL; what a token request and an API call throw
   */
  createSession(wanted: WidgetSessionWanted): Promise<WidgetSession>;
  /** The URL at which an action of a session is opened. */
  url(session: WidgetSession, action: WidgetAction, parameters?: WidgetParameters): string;
}

const SESSION = z.looseObject({ session_id: z.string().min(1), _links: z.record(z.string(), z.string()).default({}) });
const MAX_RESPONSE_BYTES = 1024 * 1024;

/** The widgets of one Linxo instance. */
export function createWidgets(settings: Settings, tokens: TokenManager): Widgets {
  const { environment, clientId, fetch, clock, timeoutMs } = settings;
  return {
    url: widgetUrl,
    async createSession({ subject, action, scopes = WIDGET_ACTIONS[action].scopes, signal }) {
      if (environment.widgets === undefined) {
        throw new InvalidConfiguration([
          'environment.widgets is missing: widget sessions need the base URL of the widgets.',
        ]);
      }
      const token = await tokens.getAccessToken({ subject, scopes, signal });
      const clientSecret = await revealSecret(settings.clientSecret, 'clientSecret');
      // Everything in the body and no Authorization header, as Linxo documents; that the body is a form is a guess.
      const body = new URLSearchParams({ access_token: token.value, client_id: clientId, client_secret: clientSecret });
      const outcome = await send(fetch, {
        method: 'POST',
        url: `${environment.widgets}/widget_session`,
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: body.toString(),
        timeoutMs,
        maxBytes: MAX_RESPONSE_BYTES,
        signal,
      });
      const call = {
        name: 'POST /widget_session',
        schema: SESSION,
        secrets: [token.value, clientSecret],
        clock,
        timeoutMs,
      };
      const { session_id: id, _links: links } = readAnswer(outcome, call) as z.infer<typeof SESSION>;
      return { id, links };
    },
  };
}
