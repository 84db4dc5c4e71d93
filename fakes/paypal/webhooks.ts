import { randomUUID, sign } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { newCertificate } from './certificate.ts';

export interface Webhook {
  readonly url: string;
  /** PayPal's own id of it, which is part of what is signed. */
  readonly id: string;
}

/** Tells whoever wants to hear, signed by a certificate of its own, which bears real time as the signatures do. */
export function webhooks(given: Webhook | undefined) {
  let webhook = given;
  const { pem, privateKey } = newCertificate();
  // Where the real ones lie, each under a name of its own; whoever tests brings a way to fetch it from here.
  const path = `/v1/notifications/certs/CERT-fake-${randomUUID()}`;
  const underWay = new Set<Promise<unknown>>();

  function tell(event_type: string, resource: unknown): void {
    if (!webhook) return;
    const id = randomUUID();
    const time = new Date().toISOString();
    const body = JSON.stringify({ id: `WH-fake-${id}`, event_type, create_time: time, resource });
    const signed = sign('sha256', Buffer.from([id, time, webhook.id, crc32(body)].join('|')), privateKey);
    const headers = {
      'content-type': 'application/json',
      'paypal-transmission-id': id,
      'paypal-transmission-time': time,
      'paypal-transmission-sig': signed.toString('base64'),
      'paypal-cert-url': `https://api.sandbox.paypal.com${path}`,
      'paypal-auth-algo': 'SHA256withRSA',
    };
    const going = fetch(webhook.url, { method: 'POST', headers, body }).catch(() => undefined);
    underWay.add(going);
    void going.finally(() => underWay.delete(going));
  }

  /** Until nothing is under way any more. */
  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  const register = ({ url, id }: Webhook) => {
    webhook = { url, id };
    return webhook;
  };
  return { pem, path, register, tell, settled };
}
