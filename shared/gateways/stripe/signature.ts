import { createHmac, timingSafeEqual } from 'node:crypto';

/* https://docs.stripe.com/webhooks/signature, done here so that whoever only listens carries nothing of Stripe's. */

/** Between Stripe's clock and ours, either way, in seconds. */
const TOLERANCE = 300;

const TIME = /^\d{1,12}$/;
const DIGEST = /^[0-9a-f]{64}$/;

/** Whether Stripe has signed this body with one of these secrets (two while one is replaced by another), and not long
 *  ago. Digests are compared as they are written: in capitals they are no digests. */
export function isGenuine(
  body: string | Uint8Array,
  header: string | undefined,
  secrets: readonly string[],
  now: Date,
): boolean {
  const parts = (header ?? '').split(',').map((part) => part.split('='));
  const all = (name: string) =>
    parts.filter(([key, , ...more]) => key === name && more.length === 0).map(([, v]) => v!);
  const [time, ...others] = all('t');
  if (time === undefined || others.length > 0 || !TIME.test(time)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(time)) > TOLERANCE) return false;
  const given = all('v1').filter((one) => DIGEST.test(one));
  return secrets.some((secret) => {
    const digest = digestOf(secret, time, body);
    return given.some((one) => timingSafeEqual(Buffer.from(one), Buffer.from(digest)));
  });
}

const digestOf = (secret: string, time: string, body: string | Uint8Array) =>
  createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex');
