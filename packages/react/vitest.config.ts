import { testsWith } from './vitest.base.ts';

export default testsWith('19', {});
