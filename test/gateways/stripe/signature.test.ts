import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isGenuine } from '#shared/gateways/stripe/signature';

const NOW = new Date('2026-01-10T09:00:00.000Z');
const SECRET = 'whsec_fake_one';
const OTHER = 'whsec_fake_two';
const BODY = JSON.stringify({ id: 'evt_1', type: 'payment_intent.succeeded', note: 'тенге ₸ — 😀' });
const time = String(NOW.getTime() / 1000);

const digest = (secret: string, at = time, body = BODY) =>
  createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
const header = (...secrets: string[]) => [`t=${time}`, ...secrets.map((one) => `v1=${digest(one)}`)].join(',');
const genuine = (body: string | Uint8Array, signature: string | undefined, now = NOW, secrets = [SECRET]) =>
  isGenuine(body, signature, secrets, now);

describe('a signature', () => {
  it('is Stripe’s over time and body', () => {
    expect(genuine(BODY, header(SECRET))).toBe(true);
    expect(genuine(Buffer.from(BODY), header(SECRET))).toBe(true);
    expect(genuine(BODY, `${header(SECRET)},v0=${'0'.repeat(64)}`)).toBe(true);
  });

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['another’s', header(OTHER)],
    ['one without a time', `v1=${digest(SECRET)}`],
    ['one with two times', `t=${time},t=${time},v1=${digest(SECRET)}`],
    ['one of the old scheme alone', `t=${time},v0=${digest(SECRET)}`],
    ['one in capitals', `t=${time},v1=${digest(SECRET).toUpperCase()}`],
    ['one cut short', `t=${time},v1=${digest(SECRET).slice(0, 32)}`],
    ['one of an empty secret', `t=${time},v1=${digest('')}`],
  ])('refuses %s', (_, signature) => expect(genuine(BODY, signature)).toBe(false));

  it('without a secret of ours is nobody’s', () => {
    expect(genuine(BODY, header(SECRET), NOW, [])).toBe(false);
  });

  it.each([
    [-301, false],
    [-299, true],
    [299, true],
    [301, false],
  ])('of %i s ago or ahead passes: %s', (seconds, passes) => {
    expect(genuine(BODY, header(SECRET), new Date(NOW.getTime() + seconds * 1000))).toBe(passes);
  });

  it('passes by either secret while one replaces the other, and by the old one no more', () => {
    for (const signed of [header(SECRET), header(OTHER), header(SECRET, OTHER), header('whsec_third', OTHER)])
      expect(genuine(BODY, signed, NOW, [SECRET, OTHER])).toBe(true);
    expect(genuine(BODY, header(SECRET), NOW, [OTHER])).toBe(false);
    expect(genuine(BODY, header(SECRET, OTHER), NOW, [OTHER])).toBe(true);
  });
});

/** Every byte of it, each turned into every other. */
function* corruptions(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1)
    for (let flip = 1; flip < 256; flip += 1) {
      const corrupt = Uint8Array.from(bytes);
      corrupt[at]! ^= flip;
      yield corrupt;
    }
}

describe('one byte that is another', () => {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

  it('in the body is refused', () => {
    let tried = 0;
    for (const corrupt of corruptions(Buffer.from(BODY))) {
      if (genuine(corrupt, header(SECRET))) expect.fail(`byte of ${text(corrupt)}`);
      tried += 1;
    }
    expect(tried).toBe(Buffer.byteLength(BODY) * 255);
  });

  it('in the body as text is refused', () => {
    for (const corrupt of corruptions(Buffer.from(BODY)))
      if (genuine(Buffer.from(corrupt).toString('utf8'), header(SECRET))) expect.fail(text(corrupt));
  });

  it('in time or signature is refused', () => {
    const signed = header(SECRET);
    let tried = 0;
    for (const corrupt of corruptions(Buffer.from(signed))) {
      if (genuine(BODY, text(corrupt))) expect.fail(text(corrupt));
      tried += 1;
    }
    expect(tried).toBe(signed.length * 255);
  });

  it('in the only signature that is ours is refused, whatever stands beside it', () => {
    const ours = header(SECRET);
    for (const corrupt of corruptions(Buffer.from(digest(SECRET))))
      if (genuine(BODY, `${header(OTHER)},v1=${text(corrupt)}`)) expect.fail(text(corrupt));
    expect(genuine(BODY, `${header(OTHER)},v1=${digest(SECRET)}`)).toBe(true);
    expect(ours).toContain('v1=');
  });

  it('of a byte missing or added is refused', () => {
    for (let at = 0; at <= BODY.length; at += 1) {
      expect(genuine(`${BODY.slice(0, at)} ${BODY.slice(at)}`, header(SECRET))).toBe(false);
      if (at < BODY.length) expect(genuine(BODY.slice(0, at) + BODY.slice(at + 1), header(SECRET))).toBe(false);
    }
  });
});
