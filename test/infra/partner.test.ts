import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { expect, it } from 'vitest';
import { partnerEntry } from '#lib/constructs/partner-entry';
import { modules } from '#lib/modules';
import { stages } from '#lib/stages';

const SOURCE = 'aws.partner/stripe.com/ed_fake';

it('takes a gateway’s own bus, and hears all that comes over it', () => {
  const stack = new Stack(new App(), 'Payments');
  const fn = new Lambda(stack, 'Hear', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('export const handler = () => {};'),
  });
  partnerEntry(stack, 'hearStripe', SOURCE, fn, new Queue(stack, 'Letters'));
  const template = Template.fromStack(stack);
  const [[bus]] = Object.entries(template.findResources('AWS::Events::EventBus')) as [[string, object]];
  template.hasResourceProperties('AWS::Events::EventBus', { EventSourceName: SOURCE });
  template.hasResourceProperties('AWS::Events::Rule', {
    EventBusName: { Ref: bus },
    EventPattern: { source: [SOURCE] },
    Targets: [Match.objectLike({ DeadLetterConfig: Match.anyValue(), RetryPolicy: Match.anyValue() })],
  });
  template.hasResourceProperties('AWS::Lambda::Permission', { Principal: 'events.amazonaws.com' });
});

it('is given to the one route that hears Stripe, by a stage that names the source', () => {
  const partners = modules.flatMap(({ routes = {} }) => Object.values(routes)).filter(({ partner }) => partner);
  expect(partners).toMatchObject([{ path: '/v1/webhooks/stripe', partner: 'stripe' }]);
  for (const { partners: named } of Object.values(stages)) expect(named).toEqual({});
});
