/** The subscription of one process, on a client of its own. */
import type { SubscribeOptions } from '../store/shared-token-store.ts';
import type { RedisClient } from './redis-client.ts';

/** Subscribes to channels. The client reconnects by itself, and subscribes again when it does. */
export async function subscribeTo(
  client: RedisClient,
  channels: string[],
  { onMessage, onReady, onInterrupted }: SubscribeOptions,
): Promise<() => void> {
  const subscriber = client.duplicate();
  let isSubscribed = false;
  // An error of a connection is no reason to end the process; whoever waits looks again meanwhile.
  subscriber.on('error', onInterrupted);
  // A cluster says it of each of its servers: any of them may be the one of the subscription.
  for (const event of ['ready', 'node-ready'])
    subscriber.on(event, () => {
      if (isSubscribed) onReady();
    });
  try {
    await subscriber.connect();
    await subscriber.subscribe(channels, onMessage);
  } catch (error) {
    subscriber.destroy();
    throw error;
  }
  isSubscribed = true;
  onReady();
  return () => subscriber.destroy();
}
