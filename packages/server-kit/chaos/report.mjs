// What came of a run, in words and a table.
import { RULES } from './judge.mjs';

const MOST_SHOWN = 5;

export function report({ violations, excused, counts, tookMs, allMs }, { seed, payments }) {
  const width = Math.max(...counts.map(([name]) => name.length));
  const done = Object.fromEntries(counts)['payments'] ?? 0;
  const lines = ['', ...counts.map(([name, count]) => `  ${name.padEnd(width)}  ${String(count).padStart(8)}`), ''];
  const rate = ((done / tookMs) * 1_000).toFixed(1);
  lines.push(`${done} payments in ${seconds(tookMs)} (${rate} a second), ${seconds(allMs)} in all; seed ${seed}`);
  for (const [says, count] of excused) lines.push(`after a power loss, which is allowed: ${says} (${count})`);
  for (const [rule, says] of Object.entries(RULES)) {
    const found = violations.filter((violation) => violation.rule === rule);
    lines.push(
      `${found.length === 0 ? 'ok    ' : 'BROKEN'} ${rule}: ${says}${found.length > 0 ? ` (${found.length})` : ''}`,
    );
    for (const { rule: _, says: what, ...details } of found.slice(0, MOST_SHOWN)) {
      lines.push(`       ${what} ${JSON.stringify(details)}`);
    }
  }
  if (violations.length > 0) lines.push(`again: npm run chaos -- --payments ${payments} --seed ${seed}`);
  return lines.join('\n');
}

const seconds = (ms) => `${Math.round(ms / 1_000)} s`;
