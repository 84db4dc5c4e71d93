import { csvOf } from '#shared/csv';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { platformFinance } from './decisions.ts';
import { sheetOf } from './domain/report.ts';
import { getPlatformFinanceSheet } from './routes.ts';

export const handler = endpoint(
  getPlatformFinanceSheet,
  async ({ query }) => {
    const report = await platformFinance(query);
    const headers = {
      'content-disposition': `attachment; filename="platform-finance-${report.from}-${report.to}.csv"`,
    };
    return outcome({ contentType: 'text/csv; charset=utf-8', content: csvOf(sheetOf(report)), headers });
  },
  secondFactor,
);
