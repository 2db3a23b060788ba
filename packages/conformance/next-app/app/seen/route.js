// What the suite asks of the shop: what it saw.
import { shop } from '../../shop.mjs';

export const dynamic = 'force-dynamic';

export const GET = () => Response.json(shop().seen());
