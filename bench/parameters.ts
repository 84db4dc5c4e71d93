import { SSMClient } from '@aws-sdk/client-ssm';

/* Put into a bundle, it knows what a gateway signs with: what is left to measure is our own time. */

const Value = JSON.stringify({ key: 'sk_test_bench', secrets: [process.env['SIGNS_WITH']] });
SSMClient.prototype.send = async () => ({ Parameter: { Value } });
