import { createServer } from 'node:http';
import { DeleteParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { moveFake } from '#shared/gateways/fake-clock';
import { forgetSettings } from '#shared/gateways/settings';

const asked: unknown[] = [];
let status: number;
let here: string;
const server = createServer(async (request, response) => {
  asked.push([request.method, request.url, JSON.parse(Buffer.concat(await request.toArray()).toString())]);
  response.writeHead(status).end();
});
const TO = new Date('2027-01-01T00:00:00.000Z');

const knownAt = (host?: string) => known('stripe', { key: 'sk_test_x', secrets: ['whsec_x'], host });
const known = async (gateway: string, settings: object) => {
  process.env['GATEWAYS'] = '/steady/test-fake-clock/gateways';
  const Value = JSON.stringify(settings);
  const Name = `${process.env['GATEWAYS']}/${gateway}`;
  await new SSMClient().send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true }));
  forgetSettings();
};

beforeEach(async () => {
  status = 200;
  asked.length = 0;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  here = `http://127.0.0.1:${port}`;
  await knownAt(here);
});
afterEach(() => void server.close());

it('tells the fake what time it is now, and takes it that it is there already', async () => {
  await moveFake('stripe', TO);
  status = 400;
  await moveFake('stripe', TO);
  expect(asked).toEqual(Array(2).fill(['POST', '/fake/clock', { to: TO.toISOString() }]));
});

it('does not pass over one that is broken', async () => {
  status = 500;
  await expect(moveFake('stripe', TO)).rejects.toThrow('the fake of stripe answered 500');
});

it('moves no gateway’s own time', async () => {
  await knownAt();
  const out = vi.spyOn(globalThis, 'fetch');
  await moveFake('stripe', TO);
  expect([out.mock.calls, asked]).toEqual([[], []]);
});

it.each([
  ['paypal', { clientId: 'c', secret: 's', webhookId: 'w', host: 'https://api-m.paypal.com' }, 'certificates'],
  ['kaspi', { host: 'https://kaspi.example.com/r2/v01' }, 'fake'],
] as const)('nor that of %s, but its fake’s', async (gateway, settings, at) => {
  await known(gateway, settings);
  await moveFake(gateway, TO);
  expect(asked).toEqual([]);
  await known(gateway, { ...settings, [at]: here });
  await moveFake(gateway, TO);
  expect(asked).toEqual([['POST', '/fake/clock', { to: TO.toISOString() }]]);
});

it('passes over one that the stage does not know', async () => {
  await new SSMClient().send(new DeleteParameterCommand({ Name: `${process.env['GATEWAYS']}/stripe` }));
  forgetSettings();
  await moveFake('stripe', TO);
  expect(asked).toEqual([]);
});
