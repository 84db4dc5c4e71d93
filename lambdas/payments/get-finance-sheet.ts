import { csvOf } from '#shared/csv';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { financeOf } from './decisions.ts';
import { sheetOf } from './domain/report.ts';
import { getFinanceSheet } from './routes.ts';

export const handler = endpoint(getFinanceSheet, async ({ query, actor }) => {
  const report = await financeOf(actor.id, query);
  const headers = { 'content-disposition': `attachment; filename="finance-${report.from}-${report.to}.csv"` };
  return outcome({ contentType: 'text/csv; charset=utf-8', content: csvOf(sheetOf(report)), headers });
});
