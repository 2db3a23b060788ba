const { createEximpeKit } = require('@eximpe/server-kit');
const { SIMULATOR_CREDENTIALS, startSimulator } = require('@eximpe/simulator');
const express = require('express');
const { takeAPayment } = require('./take-a-payment.cjs');

void takeAPayment({ express, createEximpeKit, startSimulator, SIMULATOR_CREDENTIALS }).then((result) =>
  console.log(JSON.stringify(result)),
);
