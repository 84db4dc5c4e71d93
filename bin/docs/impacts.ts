import type { Module } from '../../lib/modules.ts';
import { contractsOf } from './contracts.ts';

const FROM = '<!-- impacts -->';
const TO = '<!-- /impacts -->';

/** The runbook with its table of impacts as the contracts have it; the rest is written by hand. */
export function withImpacts(runbook: string, modules: readonly Module[]): string {
  const rows = contractsOf(modules).map(({ module, name, contract }) => `| ${module} | ${name} | ${contract.impact} |`);
  const table = `${FROM}\n\n| module | entry | while it is down |\n| --- | --- | --- |\n${rows.join('\n')}\n\n${TO}`;
  const [before, rest] = runbook.split(FROM);
  const after = rest?.split(TO)[1];
  if (after === undefined) throw new Error(`docs/runbook.md needs the marks ${FROM} and ${TO}`);
  return `${before}${table}${after}`;
}
