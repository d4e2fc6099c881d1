/** The interface of the steps of a widget, and of their answers. */
import type { UserData } from '../world/user-data.ts';
import type { World } from '../world/world.ts';
import type { Flow } from './flow.ts';
import type { Html } from './pages/html.ts';
import type { ErrorName } from './texts/texts.ts';

export type StepName =
  | 'bank'
  | 'connection'
  | 'sign-in'
  | 'second-factor'
  | 'accounts'
  | 'consent'
  | 'syncing'
  | 'manage-accounts'
  | 'professional'
  | 'terms';

/** What a step sees: the flow, the user's data, and what was sent. */
export interface Visit {
  readonly flow: Flow;
  readonly data: UserData;
  readonly world: World;
  /** The query of the page, or the fields of the form that was sent. */
  readonly fields: URLSearchParams;
  /** The error to show, if what was sent was refused. */
  readonly error?: ErrorName | undefined;
}

export interface StepPage {
  readonly title: string;
  readonly body: Html;
  /** True if the page is the bank's. */
  readonly isBanks?: boolean;
  /** The seconds after which the page loads itself again. */
  readonly refreshSeconds?: number;
}

export interface Step {
  /** True if there is nothing (more) to do here. */
  isDone(visit: Visit): boolean;
  show(visit: Visit): StepPage;
  /** Takes what was sent. Returns the error that the page is to show, if it was refused. */
  submit?(visit: Visit): ErrorName | undefined;
}
