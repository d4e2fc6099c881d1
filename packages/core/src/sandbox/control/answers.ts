/** The schemas of the control API's answers, by the names that its OpenAPI document gives them. Tests hold real answers against them. */
import * as z from 'zod';
import { LIMIT_MEMBERS } from '../faults/fault-limits.ts';
import { HTTP_FAULT } from '../faults/fault-schema.ts';
import { RULE_SETTINGS, WIRE_SETTINGS } from '../settings-facts.ts';
import { TARGET } from '../target.ts';

const TEXTS = z.record(z.string(), z.string());
const SCOPES = z.array(z.string());

const CALL_MEMBERS = {
  at: z.number().describe('The time of arrival by the sandbox’s clock, in milliseconds since the epoch.'),
  method: z.string(),
  path: z.string(),
  query: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  headers: TEXTS,
  body: z.string(),
  form: TEXTS.describe('The parameters in the body, be it a form or a JSON object of texts.'),
  status: z.int().nullable().describe('The status of the answer, or null if there is none (yet).'),
  abandoned: z.boolean().describe('True if the client closed the connection before the answer.'),
};

const TOKEN_REQUEST = z.object({
  ...CALL_MEMBERS,
  grantType: z.string().nullable(),
  clientAuthentication: z.enum(['client_secret_basic', 'client_secret_post', 'several', 'none']),
  scopeAsked: z.string().nullable(),
  scopeGranted: z.string().nullable().describe('The granted scopes, or null if no token was issued.'),
  username: z.string().nullable(),
});

const API_CALL = z.object({
  ...CALL_MEMBERS,
  endpoint: z.string().nullable().describe('The endpoint, such as GET /accounts/{id}, or null if there is none.'),
  accessToken: z.string().nullable().optional().describe('The token that was sent, if secrets are shown.'),
});

const DELIVERY = z.object({
  at: z.number(),
  url: z.string(),
  event: z.looseObject({ id: z.string(), channel_definition_id: z.string() }),
  attempt: z.int(),
  status: z.int().nullable(),
  error: z.string().nullable().describe('The reason why there was no answer.'),
  retryInMs: z.number().nullable().describe('The milliseconds until the next attempt, or null if there is none.'),
});

function valuesOf(facts: Readonly<Record<string, { readonly schema: z.ZodType }>>): z.ZodType {
  return z.object(Object.fromEntries(Object.entries(facts).map(([name, { schema }]) => [name, schema])));
}

export const ANSWERS = {
  Fault: z.object({
    id: z.string(),
    target: TARGET,
    fault: z.union([HTTP_FAULT, z.object({ kind: z.literal('edit') })]),
    timesLeft: LIMIT_MEMBERS.times,
    untilMs: z
      .number()
      .optional()
      .describe('The end of its time by the sandbox’s clock, in milliseconds since the epoch.'),
    rate: LIMIT_MEMBERS.rate,
  }),
  Hold: z.object({
    id: z.string(),
    target: TARGET,
    waiting: z.int().describe('The number of answers that are held back now.'),
  }),
  User: z.object({ id: z.string(), username: z.string(), password: z.string(), scopes: SCOPES }),
  Client: z.object({
    clientId: z.string(),
    clientSecret: z.string(),
    scopes: z.object({ client_credentials: SCOPES.optional(), password: SCOPES.optional() }),
  }),
  Settings: z.object({
    wire: valuesOf(WIRE_SETTINGS),
    rules: valuesOf(RULE_SETTINGS),
    webhook: z.object({ url: z.string().nullable(), retryDelaysMs: z.array(z.number()), duplicates: z.boolean() }),
    synchronization: z.object({
      durationMs: z.number().nullable().describe('Null where synchronizations wait to be stepped.'),
    }),
  }),
  Clock: z.object({ now: z.string().describe('The time in ISO 8601.'), frozen: z.boolean() }),
  Synchronizations: z.object({ running: z.array(z.string()).describe('The ids of connections.') }),
  Log: z.object({
    tokenRequests: z.array(TOKEN_REQUEST),
    apiCalls: z.array(API_CALL),
    widgetCalls: z.array(z.object(CALL_MEMBERS)),
    webhookDeliveries: z.array(DELIVERY),
  }),
  Knowledge: z.object({
    about: z.string(),
    statement: z.string(),
    how: z.enum(['documented', 'observed', 'inferred', 'guessed']),
    setting: z.string().optional().describe('What to set if Linxo turns out to do it in another way.'),
  }),
} as const satisfies Readonly<Record<string, z.ZodType>>;

type AnswerName = keyof typeof ANSWERS;

/** The JSON in an answer: one thing, or a list of them. */
export type AnswerBody = AnswerName | { readonly listOf: AnswerName };

/** Returns the schema of an answer as the OpenAPI document refers to it. Any object will do where none is named. */
export function schemaOf(body: AnswerBody | undefined): object {
  if (body === undefined) return { type: 'object' };
  if (typeof body === 'object') return { type: 'array', items: schemaOf(body.listOf) };
  return { $ref: `#/components/schemas/${body}` };
}

/** Returns the schemas that {@link schemaOf} refers to. */
export function answerSchemas(): Readonly<Record<string, object>> {
  return Object.fromEntries(Object.entries(ANSWERS).map(([name, schema]) => [name, jsonSchemaOf(schema, 'output')]));
}

export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { unrepresentable: 'any', io });
  return json;
}
