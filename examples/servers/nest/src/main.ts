// A shop with Nest.
import 'reflect-metadata';
import { Controller, Get, Header, Module, NotFoundException, Param, Post, Redirect } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createKit, port, publicUrl } from '../lib/kit.js';
import { findOrder, placeOrder } from '../lib/orders.js';
import { checkoutPage, productPage } from '../lib/pages.js';

@Controller()
class ShopController {
  @Get()
  @Header('content-type', 'text/html')
  product(): string {
    return productPage();
  }

  @Post('orders')
  @Redirect('/', 303)
  place(): { url: string } {
    return { url: `/checkout/${placeOrder()}` };
  }

  @Get('checkout/:reference')
  @Header('content-type', 'text/html')
  checkout(@Param('reference') reference: string): string {
    const order = findOrder(reference);
    if (!order) throw new NotFoundException();
    return checkoutPage(order);
  }
}

@Module({ controllers: [ShopController] })
class ShopModule {}

const kit = createKit();
const app = await NestFactory.create(ShopModule);
app.use('/eximpe', kit.router); // here it is ahead of Nest's own body parsers; middleware of a module is behind them
await app.listen(port);
console.log(publicUrl);
