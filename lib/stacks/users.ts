import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  UserPool,
  type UserPoolClient,
  UserPoolEmail,
  UserPoolGroup,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { triggerEntry } from '../constructs/trigger-entry.ts';
import { acknowledge } from '../constructs/use-case.ts';
import { entriesOf, type Module } from '../modules.ts';
import { named, type Stage } from '../stages.ts';
import type { DataStack } from './data.ts';

export interface UsersProps extends StackProps {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly modules: readonly Module[];
}

const GROUPS = ['client', 'coach', 'owner', 'admin'] as const;

/** Who people are, and how they sign in. Their roles are in the table; the groups are a copy for the gateway. */
export class UsersStack extends Stack {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly issuer: string;
  /** Where people sign in. On the local AWS it lies elsewhere, and is worked out when it is asked for. */
  readonly signIn: string;

  constructor(scope: Construct, id: string, { stage, data, modules, ...props }: UsersProps) {
    super(scope, id, props);
    this.pool = this.userPool(stage);
    for (const groupName of GROUPS) new UserPoolGroup(this, `Group-${groupName}`, { userPool: this.pool, groupName });
    const domain = this.pool.addDomain('SignIn', { cognitoDomain: { domainPrefix: named(stage, this.account) } });
    this.signIn = domain.baseUrl();
    this.client = this.pool.addClient('Web', {
      generateSecret: false,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [stage.web],
        logoutUrls: [stage.web],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.days(30),
      refreshTokenRotationGracePeriod: Duration.seconds(30), // a phone that lost the answer may ask again
    });
    this.issuer = `https://cognito-idp.${this.region}.amazonaws.com/${this.pool.userPoolId}`;
    for (const entry of modules.flatMap(entriesOf))
      if (entry.kind === 'trigger') triggerEntry(this, entry, this.pool, { stage, data });
    new CfnOutput(this, 'PoolId', { value: this.pool.userPoolId });
    new CfnOutput(this, 'ClientId', { value: this.client.userPoolClientId });
  }

  /** The user name is our own id of the person, so that a token says who it is; people sign in with their address. */
  private userPool(stage: Stage): UserPool {
    const pool = new UserPool(this, 'Pool', {
      userPoolName: named(stage, 'people'),
      selfSignUpEnabled: false,
      signInAliases: { username: true, email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.ESSENTIALS, // the least that rotates refresh tokens
      deletionProtection: !stage.isLocal,
      removalPolicy: stage.isLocal ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
      ...(!stage.isLocal && {
        email: UserPoolEmail.withSES({
          fromEmail: stage.sender,
          fromName: 'Steady',
          sesRegion: this.region,
          sesVerifiedDomain: stage.sender.split('@')[1]!,
        }),
      }),
    });
    acknowledge(
      pool,
      'AwsSolutions-COG2',
      'A second factor is a choice of clients; admins are asked for one on the API',
    );
    acknowledge(
      pool,
      'AwsSolutions-COG8',
      'Plus costs by the person; guessing is met by limits, lock-out and a second factor, and told to the owner',
    );
    return pool;
  }
}
