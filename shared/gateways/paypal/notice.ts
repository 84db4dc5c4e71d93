import { createVerify, X509Certificate } from 'node:crypto';
import { crc32 } from 'node:zlib';
import * as z from 'zod';
import type { GatewayNotice, HearNotice } from '../port.ts';

/* https://developer.paypal.com/api/rest/webhooks/rest/. PayPal signs a checksum of the body that can be forged (CRC32): what
 * a notice says is not believed, only which order to read. */

/** Where PayPal's certificates lie. Pinned: the header that names one is the sender's own word. */
const HOSTS = new Set(['api.paypal.com', 'api.sandbox.paypal.com']);
const PATH = /^\/v1\/notifications\/certs\/[\w.-]+$/;

type FetchCertificate = (url: string) => Promise<string>;

export interface Hearing {
  /** The webhook's id, as PayPal has given it: part of what is signed. Undefined where PayPal does not know us. */
  readonly webhookId: () => string | undefined | Promise<string | undefined>;
  readonly fetchCertificate?: FetchCertificate;
}

/** From PayPal, or on one machine from where the fake's lies. */
export async function certificateFrom(url: string, instead?: string): Promise<string> {
  const from = instead === undefined ? url : new URL(new URL(url).pathname, instead);
  const response = await fetch(from, { redirect: 'error', signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`PayPal's certificate: ${response.status}`);
  return response.text();
}

export function paypalNotices({ webhookId, fetchCertificate = certificateFrom }: Hearing): HearNotice {
  const known = new Map<string, X509Certificate>();
  /** Fetched once; one that cannot be fetched is tried again with the next notice. */
  async function certificate(url: string): Promise<X509Certificate> {
    const held = known.get(url) ?? new X509Certificate(await fetchCertificate(url));
    known.set(url, held);
    return held;
  }
  return async (body, headers, now) => {
    const url = headers['paypal-cert-url'] ?? '';
    if (!isPayPals(url) || headers['paypal-auth-algo'] !== 'SHA256withRSA') return undefined;
    const ours = await webhookId();
    if (ours === undefined) return undefined;
    const held = await certificate(url);
    if (now < held.validFromDate || now > held.validToDate) return undefined;
    const signed = [headers['paypal-transmission-id'], headers['paypal-transmission-time'], ours, crc32(body)];
    const signature = exactly(headers['paypal-transmission-sig'] ?? '');
    if (signature === undefined) return undefined;
    const isGenuine = createVerify('RSA-SHA256').update(signed.join('|')).verify(held.publicKey, signature);
    return isGenuine ? noticeOf(body) : undefined;
  };
}

/** Base64 as it is written, and in no other way that decodes to the same. */
function exactly(base64: string): Buffer | undefined {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : undefined;
}

function isPayPals(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'https:' && url.port === '' && HOSTS.has(url.hostname) && PATH.test(url.pathname);
}

const Event = z.looseObject({
  id: z.string(),
  event_type: z.string(),
  create_time: z.iso.datetime({ offset: true }),
  resource: z.looseObject({ id: z.string().optional() }),
});

function noticeOf(body: string): GatewayNotice | undefined {
  const { data: event } = Event.safeParse(json(body));
  if (event === undefined) return undefined;
  const { id, event_type: type, create_time, resource } = event;
  return { id, type, at: new Date(create_time).toISOString(), ...pointedAt(type, resource) };
}

/** A capture is one taking of an order: what we read is the order. */
function pointedAt(type: string, resource: any): Pick<GatewayNotice, 'about' | 'ref' | 'ourId'> {
  if (type.startsWith('CHECKOUT.ORDER.'))
    return { about: 'payment', ref: resource.id, ourId: resource.purchase_units?.[0]?.custom_id };
  if (type === 'PAYMENT.CAPTURE.REFUNDED') return { about: 'refund', ref: resource.id, ourId: resource.custom_id };
  if (type.startsWith('PAYMENT.PAYOUTS-ITEM.'))
    return { about: 'transfer', ref: resource.payout_batch_id, ourId: resource.payout_item?.sender_item_id };
  if (type.startsWith('PAYMENT.PAYOUTSBATCH.')) {
    const { payout_batch_id: ref, sender_batch_header: ours } = resource.batch_header ?? {};
    return { about: 'transfer', ref, ourId: ours?.sender_batch_id };
  }
  const orderId = resource.supplementary_data?.related_ids?.order_id;
  if (type.startsWith('PAYMENT.CAPTURE.') && typeof orderId === 'string')
    return { about: 'payment', ref: orderId, ourId: resource.custom_id };
  return {};
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
