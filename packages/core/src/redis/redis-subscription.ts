/** The subscription of one process, on a client of its own. */
import { onAbort } from '../async/on-abort.ts';
import type { SubscribeOptions } from '../store/shared-token-store.ts';
import type { RedisClient } from './redis-client.ts';

/** Subscribes to channels. The client reconnects by itself, and subscribes again when it does. */
export async function subscribeTo(
  client: RedisClient,
  channels: string[],
  { onMessage, onReady, onInterrupted, signal }: SubscribeOptions,
): Promise<() => void> {
  const subscriber = client.duplicate();
  let isSubscribed = false;
  const end = () => {
    try {
      subscriber.destroy();
    } catch {
      // A client that is not open throws. That is what was wanted.
    }
  };
  // An error of a connection is no reason to end the process; whoever waits looks again meanwhile.
  subscriber.on('error', onInterrupted);
  // A cluster says it of each of its servers: any of them may be the one of the subscription.
  for (const event of ['ready', 'node-ready'])
    subscriber.on(event, () => {
      if (isSubscribed) onReady();
    });
  // A client that does not reach its server goes on trying, and would keep the process alive for it.
  const stopListening = signal && onAbort(signal, end);
  try {
    await subscriber.connect();
    // A cluster may go on connecting after it was destroyed, and would open another connection to subscribe.
    signal?.throwIfAborted();
    await subscriber.subscribe(channels, onMessage);
  } catch (error) {
    end();
    throw error;
  } finally {
    stopListening?.();
  }
  isSubscribed = true;
  onReady();
  return end;
}
