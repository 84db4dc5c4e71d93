import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { inBooks, linesOf } from './decisions.ts';
import { writtenOff } from './domain/earnings.ts';
import { writeOff } from './routes.ts';

export const handler = endpoint(
  writeOff,
  async ({ body, now, newId }) => {
    const { payable, receivable } = await linesOf(body.providerId);
    const entry = writtenOff({ ...body, id: newId('wof') }, payable, receivable, now);
    return outcome(entry, ...inBooks([entry]));
  },
  secondFactor,
);
