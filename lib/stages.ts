/** What a stage is, beyond the contracts. To make a real one, put your account, addresses and region here. */
export interface Stage {
  readonly name: 'local' | 'dev' | 'prod';
  readonly account: string;
  readonly region: string;
  /** One machine: nothing is kept, nothing is encrypted on its way, functions run on this machine's own processor, and the
   *  platform's clock can be moved. */
  readonly isLocal: boolean;
  /** Where the hosted sign-in sends people back to. */
  readonly web: string;
  /** The pages that may call the API. */
  readonly origins: readonly string[];
  /** Mail comes from this address; its domain is proven to the mail service. */
  readonly sender: string;
  readonly sweepMinutes: number;
  readonly throttle: { readonly rateLimit: number; readonly burstLimit: number };
  /** Who is written to when an alarm rings. */
  readonly alarmsTo: readonly string[];
  /** Under which name a gateway tells over an event bus of its own (Stripe: `aws.partner/stripe.com/…`), once it is set up
   *  there and waits to be taken. */
  readonly partners: Readonly<Partial<Record<'stripe', string>>>;
  /** Types of resources that this stage does without. */
  readonly leavesOut: readonly string[];
}

export const stages: Readonly<Record<Stage['name'], Stage>> = {
  local: {
    name: 'local',
    account: '000000000000',
    region: 'us-east-1',
    isLocal: true,
    web: 'http://127.0.0.1:4629/callback',
    origins: ['http://127.0.0.1:4629'],
    sender: 'hello@steady.example',
    sweepMinutes: 1,
    throttle: { rateLimit: 500, burstLimit: 1000 },
    alarmsTo: [],
    partners: {},
    leavesOut: [
      'AWS::ApiGateway::Account', // the local AWS writes no access logs of sockets
      'AWS::Backup::BackupSelection', // refused by the local AWS, as is
      'AWS::Events::Archive', // this one
      'AWS::CloudWatch::Alarm', // nothing counts there, so nothing would ring
      'AWS::S3::BucketPolicy', // all it says is TLS only, and where access logs may come from
      'AWS::SNS::Subscription', // nobody is written to
    ],
  },
  dev: {
    name: 'dev',
    account: '222222222222',
    region: 'eu-central-1',
    isLocal: false,
    web: 'https://app.dev.example.com/callback',
    origins: ['https://app.dev.example.com', 'http://127.0.0.1:4629'],
    sender: 'hello@dev.example.com',
    sweepMinutes: 5,
    throttle: { rateLimit: 100, burstLimit: 200 },
    alarmsTo: [],
    partners: {},
    leavesOut: ['AWS::CloudWatch::Alarm', 'AWS::SNS::Subscription'], // nobody is woken for it
  },
  prod: {
    name: 'prod',
    account: '111111111111',
    region: 'eu-central-1',
    isLocal: false,
    web: 'https://app.example.com/callback',
    origins: ['https://app.example.com'],
    sender: 'hello@example.com',
    sweepMinutes: 5,
    throttle: { rateLimit: 500, burstLimit: 1000 },
    alarmsTo: ['alarms@example.com'],
    partners: {},
    leavesOut: [],
  },
};

export const has = ({ leavesOut }: Stage, type: string) => !leavesOut.includes(type);

/** Everything of a stage carries its name. */
export const named = ({ name }: Stage, what: string) => `steady-${name}-${what}`;

/** What people and tools call the one key; functions know it by its id. */
export const keyAlias = (stage: Stage) => `alias/${named(stage, 'key')}`;

/** Under which name what we know each gateway by is kept, as secret parameters. */
export const gatewaysOf = ({ name }: Stage) => `/steady/${name}/gateways`;
