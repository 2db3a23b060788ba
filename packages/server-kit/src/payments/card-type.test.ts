import { expect, test } from 'vitest';
import { gatewayOf, somePorts } from '../../test/ports.ts';
import { canLookUpBins } from './card-type.ts';

test.each(['unknown', 'denied'] as const)(
  'an account that EximPe says nothing of (%s) is asked about once a minute',
  async (kind) => {
    let nowMs = 1_800_000_000_000;
    let looks = 0;
    const gateway = gatewayOf({
      lookUpBin: async () => {
        looks += 1;
        return { kind, detail: 'away' };
      },
    });
    const ports = somePorts({ clock: { now: () => nowMs }, gateway });
    for (let look = 0; look < 5; look += 1) expect(await canLookUpBins(ports, null)).toBe(true);
    expect(looks).toBe(1);
    nowMs += 61_000;
    await canLookUpBins(ports, null);
    expect(looks).toBe(2);
  },
);
