// A shop's server, for the test beside it.
import { createElement, version } from 'react';
import { renderToString } from 'react-dom/server';
import { CardForm } from '../../src/card-form.ts';

process.stdout.write(
  `${version} ${renderToString(createElement(CardForm, { endpoint: '/eximpe', checkout: 'A-1', className: 'mine', disabled: true }, 'Wait'))}`,
);
