'use client';
// What `@eximpe/react` exports.
export { CardForm, type CardFormProps } from './card-form.ts';
