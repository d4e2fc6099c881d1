/** The table of the steps, and the order in which a flow goes through those of its action. */
import { WIDGET_ACTIONS } from '../widget-actions.ts';
import type { Step, StepName, Visit } from '../step.ts';
import { acceptTerms } from './accept-terms.ts';
import { chooseAccounts } from './choose-accounts.ts';
import { chooseBank } from './choose-bank.ts';
import { chooseConnection } from './choose-connection.ts';
import { consent } from './consent.ts';
import { chooseProfessional, manageAccounts } from './manage-accounts.ts';
import { secondFactor } from './second-factor.ts';
import { outcomeAt, signIn } from './sign-in.ts';
import { syncing } from './syncing.ts';

const STEPS: Readonly<Record<StepName, Step>> = {
  bank: chooseBank,
  connection: chooseConnection,
  'sign-in': signIn,
  'second-factor': secondFactor,
  accounts: chooseAccounts,
  consent,
  syncing,
  'manage-accounts': manageAccounts,
  professional: chooseProfessional,
  terms: acceptTerms,
};

/** Returns the step at a segment of a path, if it belongs to the flow's action. */
export function stepAt(segment: string, { flow }: Visit): StepName | undefined {
  return stepsOf(flow.action).find((name) => name === segment);
}

export function stepOf(name: StepName): Step {
  return STEPS[name];
}

/** Returns the first step that is not done, a problem, or the end. */
export function nextOf(visit: Visit): StepName | 'problem' | 'done' {
  const { flow } = visit;
  const next = stepsOf(flow.action).find((name) => !STEPS[name].isDone(visit));
  if (lacksConnection(visit)) flow.problem = 'noConnection';
  if (next === 'sign-in' && outcomeAt(flow.bank).signIn === 'down') flow.problem ??= 'bankDown';
  return flow.problem === undefined ? (next ?? 'done') : 'problem';
}

/** Returns true if the user may see a step: everything before it is done, and nothing is committed that it would change. */
export function isOpen(name: StepName, visit: Visit): boolean {
  const next = nextOf(visit);
  if (next === name) return true;
  if (next === 'problem' || next === 'done' || visit.flow.isCommitted) return false;
  const steps = stepsOf(visit.flow.action);
  return steps.indexOf(name) < steps.indexOf(next);
}

/** Returns true if the connection that the flow is about was deleted meanwhile. */
function lacksConnection({ flow, data }: Visit): boolean {
  if (flow.action === 'add_connection' || flow.isCommitted || flow.connectionId === undefined) return false;
  return !data.connections.has(flow.connectionId);
}

function stepsOf(action: keyof typeof WIDGET_ACTIONS): readonly StepName[] {
  return WIDGET_ACTIONS[action].steps;
}
