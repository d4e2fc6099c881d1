/** The scenes that `npm start` plays: requests with their expected answers. */
import { SANDBOX_USERS } from '@linxo-guard/core/sandbox';

const { camille, mehdi } = SANDBOX_USERS;

/** A request to an application with its expected answer. */
export interface Scene {
  /** Describes the request for people. */
  readonly about: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly as?: { readonly username: string; readonly password: string };
  readonly body?: object;
  readonly status: number;
  /** The expected `code` of a problem details answer. */
  readonly code?: string;
}

/** Returns the scenes for one application. Its `name` makes the created users' names unique. */
export function scenesFor(name: string): readonly Scene[] {
  const newUser = { email: `${name.toLowerCase()}-${Date.now()}@example.org`, password: 'a-long-new-password' };
  return [
    { about: 'Camille reads her profile', method: 'GET', path: '/api/profile', as: camille, status: 200 },
    { about: 'Camille lists her accounts', method: 'GET', path: '/api/accounts', as: camille, status: 200 },
    { about: 'Camille lists her accounts again', method: 'GET', path: '/api/accounts', as: camille, status: 200 },
    { about: 'Camille lists her connections', method: 'GET', path: '/api/connections', as: camille, status: 200 },
    {
      about: 'Camille lists transactions',
      method: 'GET',
      path: '/api/transactions?limit=25&page=2',
      as: camille,
      status: 200,
    },
    { about: 'Camille creates a user', method: 'POST', path: '/api/users', as: camille, body: newUser, status: 201 },
    {
      about: 'the new user lists accounts',
      method: 'GET',
      path: '/api/accounts',
      as: { ...newUser, username: newUser.email },
      status: 200,
    },
    { about: 'Mehdi lists his accounts', method: 'GET', path: '/api/accounts', as: mehdi, status: 200 },
    {
      about: 'Mehdi was not granted transactions_read',
      method: 'GET',
      path: '/api/transactions',
      as: mehdi,
      status: 403,
      code: 'ERR_INSUFFICIENT_SCOPE',
    },
    { about: 'nobody is signed in', method: 'GET', path: '/api/accounts', status: 401, code: 'ERR_USER_REQUIRED' },
    {
      about: 'nobody creates a user',
      method: 'POST',
      path: '/api/users',
      body: newUser,
      status: 401,
      code: 'ERR_USER_REQUIRED',
    },
    {
      about: "Camille's password is wrong",
      method: 'GET',
      path: '/api/accounts',
      as: { ...camille, password: 'not-her-password' },
      status: 403,
      code: 'ERR_CREDENTIALS_REJECTED',
    },
  ];
}
