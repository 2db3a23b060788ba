// A shop with Nest: one product, one page, one payment.
import 'reflect-metadata';
import { Controller, Get, Header, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { kit, orders, port, publicUrl } from './kit.js';

@Controller()
class ShopController {
  @Get()
  @Header('content-type', 'text/html')
  page(): string {
    return `<!doctype html><meta charset="utf-8"><title>Shop</title>
      <script type="module" src="/eximpe/card-form.js"></script>
      <h1>Table runner</h1>
      ${orders.get('ORDER-1')?.paid ? '<p>Paid. Thank you!</p>' : '<eximpe-card-form endpoint="/eximpe" checkout="ORDER-1"></eximpe-card-form>'}`;
  }
}

@Module({ controllers: [ShopController] })
class ShopModule {}

const app = await NestFactory.create(ShopModule);
app.use('/eximpe', kit.router); // here it is ahead of Nest's own body parsers; middleware of a module is behind them
await app.listen(port);
console.log(publicUrl);
