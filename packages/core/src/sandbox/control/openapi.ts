/** Makes the OpenAPI document of the control API from the table of its calls. */
import type * as z from 'zod';
import { answerSchemas, jsonSchemaOf, schemaOf } from './answers.ts';
import type { CallFacts } from './control-call.ts';

const ERROR = {
  type: 'object',
  required: ['error', 'error_description'],
  properties: { error: { type: 'string' }, error_description: { type: 'string' } },
};

export function openApiOf(calls: Readonly<Record<string, CallFacts>>, prefix: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, facts] of Object.entries(calls)) {
    const [method = '', path = ''] = name.split(' ');
    (paths[prefix + path] ??= {})[method.toLowerCase()] = operationOf(name, path, facts);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Control API of linxo-sandbox',
      version: '1',
      description: 'Makes a running sandbox fail on demand, changes what it accepts, and shows what it was asked.',
    },
    // Beside the authorization server's own paths, wherever the document was fetched from.
    servers: [{ url: '/' }],
    security: [{}, { adminToken: [] }],
    paths,
    components: {
      securitySchemes: {
        adminToken: { type: 'http', scheme: 'bearer', description: 'Needed if the sandbox was started with one.' },
      },
      schemas: { Error: ERROR, ...answerSchemas() },
    },
  };
}

function operationOf(
  name: string,
  path: string,
  { does, query = {}, body, describedBody = body, example, answers }: CallFacts,
): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter = '']) => parameter);
  const [status, holds, answer] = answers;
  return {
    operationId: idOf(name),
    summary: does,
    parameters: [
      ...inPath.map((parameter) => ({ name: parameter, in: 'path', required: true, schema: { type: 'string' } })),
      ...Object.entries(query).map(([parameter, description]) => ({
        name: parameter,
        in: 'query',
        description,
        schema: { type: 'string' },
      })),
    ],
    ...(describedBody === undefined ? {} : { requestBody: requestBody(describedBody, example) }),
    responses: {
      [status]: { description: holds, ...(status === 204 ? {} : jsonOf(schemaOf(answer))) },
      default: { description: 'What was wrong, in a sentence.', ...jsonOf({ $ref: '#/components/schemas/Error' }) },
    },
  };
}

function requestBody(body: z.ZodType, example: unknown): object {
  const { content } = jsonOf(jsonSchemaOf(body, 'input'));
  return {
    required: true,
    content: { 'application/json': { ...content['application/json'], ...(example === undefined ? {} : { example }) } },
  };
}

function jsonOf(schema: object): { readonly content: { readonly 'application/json': { readonly schema: object } } } {
  return { content: { 'application/json': { schema } } };
}

/** Returns `postFaults` for `POST /faults`, `deleteFaultsById` for `DELETE /faults/{id}`. */
function idOf(name: string): string {
  const words =
    name
      .toLowerCase()
      .replaceAll('{', 'by/')
      .match(/[a-z]+/g) ?? [];
  return words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
}
