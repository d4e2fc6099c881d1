/** The table of the widgets' actions: the path of each, the scope that it requires, and the steps that it leads through. */
import type { SandboxScope } from '../scopes.ts';
import type { StepName } from './step.ts';

interface ActionFacts {
  readonly path: string;
  /** The scope that the API requires for the same operation. Linxo's own list is not known. */
  readonly needs: SandboxScope | undefined;
  readonly steps: readonly StepName[];
  /** The `result` that the application is told. Only `created` is documented. */
  readonly result: string;
  /** Describes the action, for the documentation. */
  readonly says: string;
}

export const WIDGET_ACTIONS = {
  add_connection: {
    path: 'add_connection',
    needs: 'connections_manage',
    steps: ['bank', 'sign-in', 'second-factor', 'accounts', 'consent', 'syncing'],
    result: 'created',
    says: 'Links a bank: choose it, sign in there, a second factor at some, choose accounts if asked for, consent.',
  },
  edit_credentials: {
    path: 'edit_credentials',
    needs: 'connections_manage',
    steps: ['connection', 'sign-in', 'second-factor', 'consent', 'syncing'],
    result: 'updated',
    says: "Signs in again at a connection's bank, and renews the consent for 90 days.",
  },
  user_input: {
    path: 'user_input',
    needs: 'connections_sync',
    steps: ['connection', 'second-factor', 'syncing'],
    result: 'updated',
    says: 'Answers what the bank asked during a synchronization, and synchronizes again.',
  },
  manage_accounts: {
    path: 'manage_accounts',
    needs: 'accounts_manage',
    steps: ['manage-accounts'],
    result: 'updated',
    says: 'Chooses the accounts that go on being read. The others get the status `SUSPENDED`.',
  },
  professional_account: {
    path: 'professional-account',
    needs: 'profile_edit',
    steps: ['professional'],
    result: 'updated',
    says: "Says which accounts are professional: their `usage` becomes `PROFESSIONAL`, the others' `PERSONAL`.",
  },
  terms: {
    path: 'terms',
    needs: undefined,
    steps: ['terms'],
    result: 'updated',
    says: 'Shows terms to accept. The sandbox keeps nothing of it.',
  },
} as const satisfies Readonly<Record<string, ActionFacts>>;

export type WidgetActionName = keyof typeof WIDGET_ACTIONS;

/** Returns the action whose page is at this segment of a path. */
export function actionAt(segment: string): WidgetActionName | undefined {
  return (Object.keys(WIDGET_ACTIONS) as WidgetActionName[]).find((name) => WIDGET_ACTIONS[name].path === segment);
}
