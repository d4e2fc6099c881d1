/** A stand-in for Linxo Connect on loopback, for tests and demonstrations. It imports nothing else from this package. */

export { startSandbox } from './start-sandbox.ts';
export type { Sandbox, SandboxConnectOptions } from './sandbox.ts';
export { DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, type SandboxOptions } from './options.ts';
export type { Rules, Wire } from './settings.ts';
export type { SandboxSynchronizations } from './synchronization/synchronizations.ts';
export type { SandboxWebhook, WebhookOptions } from './webhook/webhook.ts';
export type { WebhookDelivery } from './webhook/webhook-delivery.ts';
export type { SyncEvent } from './data/payloads.ts';
export type { Target } from './target.ts';
export { SANDBOX_USERS, type BankSeed, type UserSeed } from './seed/sandbox-users.ts';
export type { SandboxClock } from './clock/sandbox-clock.ts';
export type { SandboxUser } from './world/users.ts';
export { DEFAULT_CLIENT_SCOPES, type ClientScopes, type SandboxClient } from './world/clients.ts';
export type { Fault, FaultKind } from './faults/fault.ts';
export type { FaultLimits } from './faults/fault-limits.ts';
export type { Faults, PlannedFault } from './faults/fault-plan.ts';
export type { Hold } from './faults/holds.ts';
export type { LogCondition, SandboxLog } from './log/request-log.ts';
export type {
  ApiCallRecord,
  CallRecord,
  ClientAuthenticationSeen,
  TokenRequestRecord,
  WidgetCallRecord,
} from './log/records.ts';
