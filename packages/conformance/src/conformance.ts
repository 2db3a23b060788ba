// The suite: what every server must do with the kit mounted in it.
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Host } from './host.ts';
import { openStage, type Stage } from './stage.ts';
import { files } from './suite/files.ts';
import { payment } from './suite/payment.ts';
import { requests } from './suite/requests.ts';
import { routes } from './suite/routes.ts';
import { surroundings } from './suite/surroundings.ts';
import { waiting } from './suite/waiting.ts';

export function conformance(host: Host): void {
  describe(host.name, () => {
    let opened: Stage;
    const stage = (): Stage => opened;
    beforeAll(async () => {
      opened = await openStage(host);
    });
    afterAll(async () => {
      // Whatever was asked above: no promise was left rejected.
      expect((await opened.seen()).unhandled).toEqual([]);
      await opened.close();
    });

    routes(stage, host.quirks);
    payment(stage);
    waiting(host, stage, host.quirks);
    files(stage, host.quirks);
    requests(stage);
    surroundings(host, stage, host.quirks);
  });
}
