import { createEximpeKit } from '@eximpe/server-kit';
import { SIMULATOR_CREDENTIALS, startSimulator } from '@eximpe/simulator';
import express from 'express';
import { takeAPayment } from './take-a-payment.cjs';

// CommonJS bundles don't support `await` outside functions.
void takeAPayment({ express, createEximpeKit, startSimulator, SIMULATOR_CREDENTIALS }).then((result) =>
  console.log(JSON.stringify(result)),
);
