// The script of our own pages in the bank's window or frame. It is separate from the checkout's script, and small.
import './cut-opener.ts';
import { PAGE_DATA_ID } from '@eximpe/contract/page-data';
import type { LaunchPageData, WaitPageData } from '@eximpe/contract';
import { launch } from './launch.ts';
import { wait } from './wait.ts';

const data = JSON.parse(document.getElementById(PAGE_DATA_ID)?.textContent ?? '{}') as LaunchPageData | WaitPageData;
if (data.page === 'wait') wait(data);
// A shopper must never be left on a page that does nothing.
if (data.page === 'launch') launch(data).catch(() => location.replace(`${data.refusedUrl}&reason=not_read`));
