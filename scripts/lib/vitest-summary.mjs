// A Vitest reporter that writes how many tests passed and names what failed, errors outside of any test included.
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { because, ROOT } from './run.mjs';

export default class VitestSummary {
  onTestRunEnd(modules, strayErrors) {
    let passed = 0;
    const failed = strayErrors.map((error) => because('outside of any test', error));
    for (const module of modules) {
      const file = `[${module.project.name}] ${relative(ROOT, module.moduleId)}`;
      const nameOf = (test) => `${file} › ${test.fullName}`;
      passed += [...module.children.allTests('passed')].length;
      for (const test of module.children.allTests('failed'))
        failed.push(because(nameOf(test), test.result().errors[0]));
      for (const error of module.errors()) failed.push(because(file, error));
      for (const suite of module.children.allSuites())
        for (const error of suite.errors()) failed.push(because(nameOf(suite), error));
    }
    writeFileSync(process.env.REPORT_FILE, JSON.stringify({ passed, failed }));
  }
}
