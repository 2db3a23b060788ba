import { REACT_18, testsWith } from './vitest.base.ts';

export default testsWith('18', REACT_18);
