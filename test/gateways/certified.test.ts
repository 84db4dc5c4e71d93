import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { expect, it } from 'vitest';
import { certified } from '#shared/gateways/kaspi/certified';
import { kaspiGateway } from '#shared/gateways/kaspi/gateway';
import { newCertificate } from '../../fakes/paypal/certificate.ts';
import { value } from './answers.ts';
import { closing } from './closing.ts';

/** A certificate as settings have it. */
function made() {
  const { pem: cert, privateKey } = newCertificate({ of: 'localhost' });
  return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}

it('shows the business’s certificate, without which Kaspi does not speak', async () => {
  const [theirs, ours] = [made(), made()];
  const shown: (string | undefined)[] = [];
  const server = createServer({ ...theirs, requestCert: true, rejectUnauthorized: false }, (request, response) => {
    shown.push((request.socket as TLSSocket).getPeerX509Certificate()?.toString());
    response.end(JSON.stringify({ StatusCode: 0, Data: { Status: 'Wait', Amount: 5 } }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => new Promise((closed) => server.close(closed)));
  const host = `https://localhost:${(server.address() as AddressInfo).port}/r2/v01`;
  const gateway = (send?: typeof fetch) => kaspiGateway({ host, deviceToken: 'till', send });

  const asked = await gateway(certified({ ...ours, ca: theirs.cert })).payments.read('1');
  expect(value(asked)).toMatchObject({ status: 'processing', amount: { amountMinor: 500 } });
  expect(shown).toEqual([ours.cert]);
  expect(await gateway(certified(ours)).payments.read('1')).toEqual({ kind: 'doubt', why: 'no_answer' });
  expect(await gateway().payments.read('1')).toEqual({ kind: 'doubt', why: 'no_answer' });
});
