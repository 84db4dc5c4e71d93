import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Thing } from './world.ts';

export interface Endpoint {
  readonly url: string;
  /** Two while one replaces the other: then each signs. */
  readonly secrets: readonly string[];
  /** Hears of connected accounts, and of nothing else. */
  readonly connect?: boolean;
}

export interface Habits {
  /** How often an event is sent a second time, and how often it lets later ones by: 0 to 1. */
  readonly twice?: number;
  readonly late?: number;
  /** Milliseconds between tries, doubled from one to the next; Stripe takes days. */
  readonly pause?: number;
  readonly tries?: number;
}

export interface Delivery {
  readonly event: string;
  readonly type: string;
  readonly url: string;
  status: number | 'unreachable';
}

const HEARD_WITHIN = 20_000;

/** Sends each event to whoever wants it: signed, tried again, and not always once or in order. */
export function postman(chance: () => number, { twice = 0.1, late = 0.2, pause = 500, tries = 8 }: Habits) {
  const endpoints = new Map<string, Endpoint>();
  const deliveries: Delivery[] = [];
  const underWay = new Set<Promise<void>>();

  /** Named again, an address has the secrets that it was named with last. */
  function register(endpoint: Endpoint): void {
    endpoints.set(`${endpoint.connect ?? false} ${endpoint.url}`, endpoint);
  }

  async function deliver(event: Thing, endpoint: Endpoint, wait: number): Promise<void> {
    if (wait > 0) await sleep(wait);
    for (let number = 0; number < tries; number += 1) {
      if (number > 0) await sleep(pause * 2 ** (number - 1));
      const status = await post(endpoint, JSON.stringify(event, null, 2));
      deliveries.push({ event: event.id, type: event['type'], url: endpoint.url, status });
      if (typeof status === 'number' && status >= 200 && status < 300) return;
    }
  }

  function send(event: Thing): void {
    for (const endpoint of endpoints.values()) {
      if ((endpoint.connect ?? false) !== (event['account'] !== undefined)) continue;
      const copies = chance() < twice ? 2 : 1;
      for (let copy = 0; copy < copies; copy += 1) {
        const going = deliver(event, endpoint, chance() < late ? chance() * pause : 0);
        underWay.add(going);
        void going.finally(() => underWay.delete(going));
      }
    }
  }

  /** Until nothing is under way any more. */
  async function settled(): Promise<readonly Delivery[]> {
    while (underWay.size > 0) await Promise.all(underWay);
    return deliveries;
  }

  return { register, deliveries, send, settled };
}

/** The receiver's clock is no fake: the signature bears real time. */
export function signature(body: string, secrets: readonly string[], at = new Date()): string {
  const time = Math.floor(at.getTime() / 1000);
  const signed = secrets.map((secret) => createHmac('sha256', secret).update(`${time}.${body}`).digest('hex'));
  return [`t=${time}`, ...signed.map((one) => `v1=${one}`)].join(',');
}

async function post({ url, secrets }: Endpoint, body: string): Promise<Delivery['status']> {
  try {
    const { status } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature(body, secrets) },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(HEARD_WITHIN),
    });
    return status;
  } catch {
    return 'unreachable';
  }
}
