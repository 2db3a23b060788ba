'use client';
// <eximpe-card-form> as a component of React 18 and 19. React 18 gives custom elements neither events nor properties: this component sets both itself.
import {
  createElement,
  forwardRef,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type CSSProperties,
  type ForwardRefExoticComponent,
  type ReactNode,
  type RefAttributes,
} from 'react';
import type { EximpeCardForm as CardFormElement } from '@eximpe/card-form';

type FormEvent = Extract<keyof GlobalEventHandlersEventMap, `eximpe-${string}`>;

/** Handlers and the events that they receive; the compiler names a missing one. */
const EVENTS = {
  onReady: 'eximpe-ready',
  onChange: 'eximpe-change',
  onState: 'eximpe-state',
  onProblem: 'eximpe-problem',
  onOutcome: 'eximpe-outcome',
} as const satisfies {
  [Type in FormEvent as `on${Capitalize<Type extends `eximpe-${infer Name}` ? Name : never>}`]: Type;
};

type Handlers = {
  [Name in keyof typeof EVENTS]?: ((event: GlobalEventHandlersEventMap[(typeof EVENTS)[Name]]) => void) | undefined;
};

/** The element's attributes that are texts, with the element's own descriptions of them; a new one needs nothing here. */
type Texts = {
  readonly [
    Name in keyof CardFormElement as Name extends keyof HTMLElement
      ? never
      : CardFormElement[Name] extends string
        ? Name
        : never
  ]?: CardFormElement[Name] | undefined;
};

export interface CardFormProps extends Handlers, Texts {
  readonly checkout: string | undefined;
  /** Language of the form; defaults to the language of the page around it. */
  readonly lang?: string | undefined;
  /** Nothing can be typed or sent. */
  readonly disabled?: boolean | undefined;
  /** The contents can't be changed, but can still be sent. */
  readonly readOnly?: boolean | undefined;
  /** `light` renders the fields in the page itself. Read once, when the form is added to the page. */
  readonly renderRoot?: 'shadow' | 'light' | undefined;
  /** Your own text for individual messages. */
  readonly messages?: CardFormElement['messages'] | undefined;
  readonly id?: string | undefined;
  readonly className?: string | undefined;
  readonly style?: CSSProperties | undefined;
  /** Slotted content, and the content shown until the form's script has loaded. */
  readonly children?: ReactNode;
}

/** No text of the shop's own: the form uses its own. */
const OWN_WORDS = {};

/** A server has no layout; React 18 warns about layout effects there. */
const useBrowserEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

export const CardForm: ForwardRefExoticComponent<CardFormProps & RefAttributes<CardFormElement>> = forwardRef(
  function CardForm(props: CardFormProps, ref) {
    const { disabled = false, readOnly = false, messages, className, renderRoot, children, ...others } = props;
    const attributes = Object.fromEntries(Object.entries(others).filter(([name]) => !(name in EVENTS)));
    const element = useRef<CardFormElement>(null);
    const heard = useRef<CardFormElement>(null);
    const latest = useRef(props);
    useImperativeHandle(ref, () => element.current!, []);

    useBrowserEffect(() => {
      latest.current = props;
      const form = element.current!;
      form.toggleAttribute('disabled', disabled);
      form.toggleAttribute('readonly', readOnly);
      form.messages = messages ?? OWN_WORDS;
    });

    // Listeners come first: a payment that is found again after a reload may be decided as soon as the form starts. They stay
    // when React hides the form (Suspense, Activity) and undoes its effects, since a payment goes on there.
    useBrowserEffect(() => {
      const form = element.current!;
      if (heard.current === form) return;
      heard.current = form;
      for (const name of Object.keys(EVENTS) as (keyof typeof EVENTS)[])
        form.addEventListener(EVENTS[name], (event) => {
          if (form.isConnected) (latest.current[name] as ((event: Event) => void) | undefined)?.(event);
        });
      void import('@eximpe/card-form/define');
    }, []);

    return createElement(
      'eximpe-card-form',
      { ...attributes, ref: element, class: className, 'render-root': renderRoot },
      children,
    );
  },
);
