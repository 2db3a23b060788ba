// Whether this machine can draw the letters of a language, and Debian's fonts for where it can't.
import { spawnSync } from 'node:child_process';
import { debianInstall } from './programs.mjs';

/** All thirteen languages, Nastaliq for Urdu among them. */
const DEBIAN_PACKAGE = 'fonts-noto-core';

/** Where fontconfig is not at hand, nobody knows: true. */
const hasFont = (lang) => spawnSync('fc-list', [`:lang=${lang}`], { encoding: 'utf8' }).stdout?.trim() !== '';

/** Throws where letters would be empty boxes: such pictures show nothing. */
export async function prepareFonts(langs) {
  const missing = () => langs.filter((lang) => !hasFont(lang));
  const before = missing();
  if (before.length === 0) return;
  console.log(`No installed font supports ${before.join(', ')}: installing ${DEBIAN_PACKAGE} …`);
  await debianInstall([DEBIAN_PACKAGE]);
  const after = missing();
  if (after.length > 0)
    throw new Error(
      `No installed font supports ${after.join(', ')}: pictures would show boxes. On Debian and Ubuntu: apt-get install ${DEBIAN_PACKAGE}; elsewhere: https://fonts.google.com/noto`,
    );
}
