/** One user's way through a widget: what was chosen so far. It lives in memory, until the sandbox closes. */
import { randomBytes } from 'node:crypto';
import { bankOf, type BankName } from '../data/banks.ts';
import type { IssuedToken } from '../oauth/token-issuer.ts';
import type { ConnectionDraft } from '../synchronization/draft-connection.ts';
import type { ProblemName } from './problems.ts';
import type { Texts } from './texts/texts.ts';
import type { WidgetActionName } from './widget-actions.ts';
import type { WidgetParameters } from './widget-parameters.ts';

export interface Flow {
  /** Identifies the flow in the addresses of its pages. Whoever knows it can go on with it, so the log strikes it out. */
  readonly id: string;
  readonly action: WidgetActionName;
  /** The user's access token, with which the session was opened. */
  readonly token: IssuedToken;
  readonly parameters: WidgetParameters;
  readonly texts: Texts;
  /** The chosen bank. */
  bank?: BankName;
  /** The chosen or the created connection. */
  connectionId?: string;
  /** The number of passwords and codes that the bank refused. */
  refused: number;
  isSignedIn: boolean;
  isSecondFactorDone: boolean;
  /** What a new connection will have, once the user has consented. */
  draft?: ConnectionDraft;
  /** The ids of the accounts that the user shares. */
  accountIds?: readonly string[];
  isCommitted: boolean;
  isDone: boolean;
  problem?: ProblemName;
}

export type Flows = Map<string, Flow>;

/** The flows that are kept. The oldest goes first. */
const MAX_FLOWS = 1_000;

export function startFlow(flows: Flows, facts: Pick<Flow, 'action' | 'token' | 'parameters' | 'texts'>): Flow {
  const progress = { refused: 0, isSignedIn: false, isSecondFactorDone: false, isCommitted: false, isDone: false };
  const flow: Flow = { ...facts, ...progress, id: randomBytes(16).toString('hex') };
  flows.set(flow.id, flow);
  const [oldest] = flows.keys();
  if (flows.size > MAX_FLOWS && oldest !== undefined) flows.delete(oldest);
  return flow;
}

/** Returns true if the user chose the bank, and may choose another one. */
export function canChangeBank({ action, parameters }: Flow): boolean {
  return action === 'add_connection' && bankOf(parameters.text('provider_id') ?? '') === undefined;
}

/** Forgets a bank and everything that was done there. */
export function leaveBank(flow: Flow): void {
  delete flow.bank;
  delete flow.draft;
  delete flow.accountIds;
  delete flow.problem;
  flow.refused = 0;
  flow.isSignedIn = false;
  flow.isSecondFactorDone = false;
}
