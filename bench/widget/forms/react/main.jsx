// A card form as a shop writes it by hand: React, react-hook-form, a zod schema, and card-validator for networks and checks.
import { zodResolver } from '@hookform/resolvers/zod';
import cardValidator from 'card-validator';
import { createRoot } from 'react-dom/client';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import '../form.css';

const Card = z.object({
  number: z.string().refine((text) => cardValidator.number(text).isValid, 'Check the card number'),
  expiry: z.string().refine((text) => cardValidator.expirationDate(text).isValid, 'Check the expiry date'),
  cvc: z.string().refine((text) => cardValidator.cvv(text, [3, 4]).isValid, 'Check the security code'),
  name: z.string().trim().min(2, 'Enter the name on the card'),
});

function grouped(text) {
  const digits = text.replaceAll(/\D/g, '').slice(0, 19);
  const gaps = cardValidator.number(digits).card?.gaps ?? [4, 8, 12];
  return [...digits].map((digit, index) => (gaps.includes(index) ? ` ${digit}` : digit)).join('');
}

function Field({ id, label, error, wide, ...input }) {
  return (
    <div className={wide ? 'wide' : undefined}>
      <label htmlFor={id}>{label}</label>
      <input id={id} aria-invalid={error !== undefined} aria-describedby={`${id}-error`} {...input} />
      {error && (
        <p className="error" id={`${id}-error`} role="alert">
          {error.message}
        </p>
      )}
    </div>
  );
}

function CardForm() {
  const { register, handleSubmit, setValue, watch, formState } = useForm({
    resolver: zodResolver(Card),
    mode: 'onTouched',
    defaultValues: { number: '', expiry: '', cvc: '', name: '' },
  });
  const { errors, isSubmitting } = formState;
  const network = cardValidator.number(watch('number')).card?.niceType;
  const number = register('number', { onChange: ({ target }) => setValue('number', grouped(target.value)) });
  return (
    <form noValidate onSubmit={handleSubmit(() => {})}>
      <Field
        {...number}
        id="number"
        wide
        label={network ? `Card number (${network})` : 'Card number'}
        error={errors.number}
        autoComplete="cc-number"
        inputMode="numeric"
      />
      <Field
        {...register('expiry')}
        id="expiry"
        label="Expiry date"
        error={errors.expiry}
        autoComplete="cc-exp"
        placeholder="MM / YY"
      />
      <Field
        {...register('cvc')}
        id="cvc"
        label="Security code"
        error={errors.cvc}
        autoComplete="cc-csc"
        inputMode="numeric"
      />
      <Field {...register('name')} id="name" wide label="Name on card" error={errors.name} autoComplete="cc-name" />
      <button className="wide" disabled={isSubmitting}>
        Pay ₹1,000.00
      </button>
    </form>
  );
}

createRoot(document.querySelector('main')).render(<CardForm />);
