import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { booksOf, inBooks } from './decisions.ts';
import { debtPaid } from './domain/debt.ts';
import { bookDebtPayment } from './routes.ts';

export const handler = endpoint(
  bookDebtPayment,
  async ({ body, now }) => {
    const { oneByOne, ...lines } = await booksOf(body.providerId);
    const entry = debtPaid(body, lines, now);
    return outcome(entry, ...inBooks([entry]), oneByOne);
  },
  secondFactor,
);
