/** Opens the three listeners. If one port is taken, it closes the others and throws. */
import type { Role } from './http/exchange.ts';
import { listen, type Listener, type ListenerOptions, type RequestHandler } from './http/listener.ts';

export type Listeners = Readonly<Record<Role, Listener>>;

export interface ListenAllOptions extends Omit<ListenerOptions, 'port'> {
  readonly ports: Readonly<Partial<Record<Role, number>>>;
}

export async function listenAll(
  { ports, ...options }: ListenAllOptions,
  handlers: Readonly<Record<Role, RequestHandler>>,
): Promise<Listeners> {
  const open = async (role: Role): Promise<Listener> => listen({ ...options, port: ports[role] ?? 0 }, handlers[role]);
  const results = await Promise.allSettled([open('authorizationServer'), open('api'), open('widgets')]);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    await Promise.all(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.close()] : [])));
    throw failed.reason;
  }
  const [authorizationServer, api, widgets] = results.flatMap((result) =>
    result.status === 'fulfilled' ? [result.value] : [],
  ) as [Listener, Listener, Listener];
  return { authorizationServer, api, widgets };
}
