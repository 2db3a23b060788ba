import { expect, test } from 'vitest';
import { anAttempt } from '../../../test/attempts.ts';
import { gatewayOf, somePorts } from '../../../test/ports.ts';
import { holdOf } from '../attempt/attempt.ts';
import { reconcile } from '../chores.ts';
import { recordCharge } from './record-charge.ts';

const SECOND = 1_000;

test.each([30, 120])(
  'a charge lost after %i s blocks its checkout until EximPe has had time to show it',
  async (seconds) => {
    let nowMs = 1_800_000_000_000;
    const clock = { now: () => nowMs };
    const gateway = gatewayOf({ askByReference: async () => ({ kind: 'absent' }) });
    const ports = somePorts({ clock, gateway });
    const attempt = anAttempt({ charge: 'sent', createdAtMs: nowMs, chargeEndsAtMs: nowMs + (seconds + 5) * SECOND });
    await ports.store.open(attempt);
    nowMs += seconds * SECOND;
    const lost = await recordCharge(ports, attempt, { kind: 'lost', detail: 'no answer' }, true);
    expect(holdOf(lost.attempt)).not.toBe('none');
    // Asked on schedule until the answer is trusted.
    for (let round = 0; round < 20; round += 1) {
      nowMs += 5 * SECOND;
      await reconcile(ports);
    }
    expect(await ports.store.find(attempt.id)).toMatchObject({ problem: 'gateway_unreachable' });
  },
);
