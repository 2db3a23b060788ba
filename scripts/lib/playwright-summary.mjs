// A Playwright reporter that writes how many tests passed and names what failed, errors outside of any test included.
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { because, ROOT } from './run.mjs';

export default class PlaywrightSummary {
  #tests = [];
  #strayErrors = [];

  onBegin(_config, suite) {
    this.#tests = suite.allTests();
  }

  onError(error) {
    this.#strayErrors.push(because('outside of any test', error));
  }

  onEnd() {
    const passed = this.#tests.filter((test) => ['expected', 'flaky'].includes(test.outcome())).length;
    const failed = this.#tests.filter((test) => test.outcome() === 'unexpected').map(nameOf);
    const report = { passed, failed: [...this.#strayErrors, ...failed] };
    writeFileSync(process.env.REPORT_FILE, JSON.stringify(report));
  }

  printsToStdio() {
    return false;
  }
}

function nameOf(test) {
  const [, project, , ...titles] = test.titlePath();
  const name = `[${project}] ${relative(ROOT, test.location.file)}:${test.location.line} › ${titles.join(' › ')}`;
  return because(name, test.results.at(-1)?.error);
}
