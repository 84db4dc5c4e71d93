import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { booksOf, inBooks } from './decisions.ts';
import { writtenOff } from './domain/debt.ts';
import { writeOff } from './routes.ts';

export const handler = endpoint(
  writeOff,
  async ({ body, now, newId }) => {
    const { oneByOne, ...lines } = await booksOf(body.providerId);
    const entry = writtenOff({ ...body, id: newId('wof') }, lines, now);
    return outcome(entry, ...inBooks([entry]), oneByOne);
  },
  secondFactor,
);
