// The OpenAPI document of the sandbox's control API is held against a validator that is not ours.
import { startSandbox } from '@linxo-guard/core/sandbox';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it, onTestFinished } from 'vitest';

it('the OpenAPI document that the sandbox serves is valid', async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const response = await fetch(`${sandbox.authorizationServer}/_sandbox/openapi.json`);
  const document = (await response.json()) as Record<string, unknown>;
  expect(document['openapi']).toBe('3.1.0');
  expect(await new Validator().validate(document)).toEqual({ valid: true });
});
