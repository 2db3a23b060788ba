// Tables of the code that pages are made from.
export { PROBLEMS, type Fixer, type ProblemCode, type Retry } from '../../../packages/contract/src/problem.ts';
export { KIT_ERROR_CODES } from '../../../packages/server-kit/src/errors/kit-error.ts';
export { form as en } from '../../../packages/widget/src/i18n/lang/en.ts';
export { problemWord } from '../../../packages/widget/src/i18n/problem-words.ts';
