export interface Stage {
  readonly name: 'local' | 'prod';
  readonly account: string;
  readonly region: string;
  readonly isLocal: boolean;
  readonly sweepMinutes: number;
  readonly web: string;
}

export const stages: Record<Stage['name'], Stage> = {
  local: {
    name: 'local',
    account: '000000000000',
    region: 'us-east-1',
    isLocal: true,
    sweepMinutes: 1,
    web: 'http://127.0.0.1:4629/callback',
  },
  prod: {
    name: 'prod',
    account: '111111111111',
    region: 'eu-central-1',
    isLocal: false,
    sweepMinutes: 5,
    web: 'https://app.example.com/callback',
  },
};
