import { DeleteParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { handler as hearKaspi } from '#lambdas/payments/hear-kaspi';
import { handler as hearPaypal } from '#lambdas/payments/hear-paypal';
import { handler as hearStripe } from '#lambdas/payments/hear-stripe';
import { forgetSettings } from '#shared/gateways/settings';
import { call } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import * as act from './acts.ts';
import { RETURN } from './paypal.ts';

/* A stage that nobody has told of any gateway. */

const ssm = new SSMClient();
async function forgotten(): Promise<void> {
  for (const gateway of ['stripe', 'paypal', 'kaspi'])
    await ssm
      .send(new DeleteParameterCommand({ Name: `${process.env['GATEWAYS']}/${gateway}` }))
      .catch(() => undefined);
  forgetSettings();
}

it('takes no payment by one, and says so before anybody is asked; across the counter it does', async () => {
  await act.everybody();
  await forgotten();
  const was = await rows();
  for (const gateway of ['stripe', 'paypal'])
    expect(await act.begin({ gateway, returnUrl: RETURN })).toMatchObject({
      status: 422,
      body: { type: '/problems/not_payable', errors: [{ field: 'gateway' }] },
    });
  expect(await rows()).toEqual(was);
  expect(await act.begin({ gateway: 'cash' })).toMatchObject({ status: 201 });
});

it('believes nobody who says that they are one', async () => {
  await forgotten();
  const headers = {
    'paypal-cert-url': 'https://api.paypal.com/v1/notifications/certs/CERT-1',
    'paypal-auth-algo': 'SHA256withRSA',
    'stripe-signature': `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`,
    'x-webhook-signature': `sha256=${'0'.repeat(64)}`,
  };
  const [asked, no] = [{ headers, body: { id: 'evt_1' } }, { status: 400 }];
  expect(await call(hearStripe, asked)).toMatchObject(no);
  expect(await call(hearPaypal, asked)).toMatchObject(no);
  expect(await call(hearKaspi, asked)).toMatchObject(no);
});
